// Sums up what .ci/run left in a folder: test reports, the checks' report and every step's exit code.
// Runs on any Node, since npm ci may be what failed.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [, , folder, crashed] = process.argv;
const steps = ["packages", "install", "postgres", "readme-tests", "postgres-tests", "checks"];
const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));

let passed = 0;
let failed = Number(crashed);
const tell = (line) => console.error(line);

/** Tests that ran, and files that could not even start. */
function countTests(step, before) {
  const report = read(`${step}.json`);
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  );
  for (const file of broken) tell(`${step}: ${file.name} did not run: ${file.message}`);
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map(({ fullName, status }) => ({ file: file.name, fullName, status })),
  );
  const passed = new Set(tests.filter(({ status }) => status === "passed").map(({ fullName }) => fullName));
  // What an earlier run passed is not left out; nor is contention, which makes no sense on an engine with one connection.
  const skipped = new Set(
    tests
      .filter(({ status }) => status !== "passed" && status !== "failed")
      .filter(({ fullName }) => !before?.passed.has(fullName))
      .filter(({ fullName }) => !passed.has(fullName.replace("(pglite)", "(postgres)")))
      .map(({ file }) => file),
  );
  const ran = new Set(report.testResults.map((file) => file.name));
  return {
    count: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    passed,
    skipped,
    ran,
  };
}

const checksOf = ({ passed: count, failed }) => ({ count, failed });

const tests = {};
for (const step of steps) {
  const report = existsSync(join(folder, `${step}.json`));
  const exit = existsSync(join(folder, `${step}.exit`)) ? Number(read(`${step}.exit`)) : undefined;
  let counted = { count: 0, failed: 0 };
  if (report && step.endsWith("-tests")) counted = tests[step] = countTests(step, tests["readme-tests"]);
  else if (report) counted = checksOf(read(`${step}.json`));
  if (counted.failed === 0 && exit !== 0) {
    tell(`${step}: ${exit === undefined ? "did not run to its end" : `ended with exit code ${exit}`}`);
    counted.failed = 1;
  }
  passed += counted.count;
  failed += counted.failed;
}

// A test that the README's run leaves out for want of a server must be in the run that has one, where nothing is left out.
const late = tests["postgres-tests"];
for (const file of tests["readme-tests"]?.skipped ?? []) {
  if (late?.ran.has(file)) continue;
  tell(`left out altogether: tests in ${file}`);
  failed++;
}
for (const file of late?.skipped ?? []) {
  tell(`left out although a server and a browser are there: tests in ${file}`);
  failed++;
}

if (readdirSync(folder).length === 0) failed ||= 1;
console.log(`${passed} passed, ${failed} failed`);
