// tests: Shopify's own linter of themes, over a folder and with one of its configurations. Prints what it finds, one a
// line, with the place.
import { createRequire } from "node:module";

const [packages, folder, configuration] = process.argv.slice(2);
const require = createRequire(`${packages}/`);
const { themeCheckRun } = require("@shopify/theme-check-node");
const { theme, offenses } = await themeCheckRun(folder, configuration);
if (theme.length === 0) throw new Error(`there is nothing to check in ${folder}`);
for (const { check, message, uri, start } of offenses) {
  console.log(`${uri.slice(uri.lastIndexOf("/") + 1)}:${start.line + 1}: ${check}: ${message}`);
}
