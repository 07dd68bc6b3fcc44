// A command agent for tests: prints what it was given in its environment, and the secret in pieces that a log would carry.
for await (const chunk of process.stdin) void chunk;
console.log(`TEST_TOKEN is ${process.env.TEST_TOKEN}`);
console.log(JSON.stringify({ env: { TEST_TOKEN: process.env.TEST_TOKEN } }));
console.error(`SESSION_TOKEN is ${process.env.SESSION_TOKEN}, PLAIN is ${process.env.PLAIN}`);
console.log(`lengths ${process.env.TEST_TOKEN?.length} ${process.env.SESSION_TOKEN?.length}`);
console.log("<promise>COMPLETE</promise>");
