/** The page that a browser sees which was not let in. It needs no script and no other file. */
export function lockedPage(reason: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Signalbox is locked</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { max-width: 30rem; padding: 2rem; }
h1 { font-size: 1.25rem; margin: 0 0 0.5rem; }
label { display: block; margin: 1.25rem 0 0.25rem; }
input { font: inherit; width: 100%; box-sizing: border-box; padding: 0.5rem; }
button { font: inherit; margin-top: 0.75rem; padding: 0.5rem 1rem; }
</style>
</head>
<body>
<main>
<h1>Signalbox is locked</h1>
<p>${reason}</p>
<p>Open the link that the server printed when it started. It works once and lets this browser in for good.
Or give the token: it is in the file <code>token</code> in Signalbox's data folder.</p>
<form method="post" action="/unlock">
<label for="token">Token</label>
<input id="token" name="token" type="password" autocomplete="off" required>
<button type="submit">Unlock</button>
</form>
</main>
</body>
</html>
`;
}
