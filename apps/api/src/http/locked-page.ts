/** The page that a browser sees which was not let in. It needs no script and no other file. */
export function lockedPage(reason: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Signalbox is locked</title>
<style>
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f5f1, #171613);
  --card: light-dark(#fff, #1e1d1a);
  --line: light-dark(#d8d5cd, #3a3833);
  --ink: light-dark(#1c1b18, #ecebe6);
  --quiet: light-dark(#57544c, #a9a69c);
  --accent: light-dark(#0c6b70, #56bcc4);
  --on-accent: light-dark(#fff, #10211f);
  font: 14px/1.5 system-ui, sans-serif;
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--page); color: var(--ink); }
main { box-sizing: border-box; width: min(28rem, 100vw - 2rem); padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
h1 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 0.75rem; }
p { margin: 0 0 0.75rem; color: var(--quiet); }
p.reason { color: var(--ink); font-weight: 500; }
label { display: block; margin: 1.25rem 0 0.25rem; font-weight: 500; }
input, button { font: inherit; border-radius: 6px; padding: 0.4rem 0.75rem; }
input { width: 100%; box-sizing: border-box; color: inherit; background: var(--page); border: 1px solid var(--quiet); }
button { margin-top: 0.75rem; border: 0; font-weight: 500; color: var(--on-accent); background: var(--accent); cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
</style>
</head>
<body>
<main>
<h1>Signalbox is locked</h1>
<p class="reason">${reason}</p>
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
