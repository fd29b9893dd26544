// `npm run soak [-- gateway]`: runs the soak of the connector or of the gateway with the other arguments.
const GATEWAY = 'gateway';
const at = process.argv.indexOf(GATEWAY, 2);
if (at > 0) process.argv.splice(at, 1);
await import(at > 0 ? './soak-gateway.mjs' : './soak.mjs');
