/** A property that fails is told with its seed before the test's time is over, however long making it smaller would take. */
import fc from "fast-check";

fc.configureGlobal({ interruptAfterTimeLimit: 225_000, markInterruptAsFailure: true });
