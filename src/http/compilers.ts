/**
 * Checks of requests and writers of answers. They are compiled when a route is first asked: all of them take seconds of a
 * start.
 */
import { AjvCompiler, type ValidatorFactory } from "@fastify/ajv-compiler";
import { SerializerSelector, type SerializerFactory } from "@fastify/fast-json-stringify-compiler";

/** What Fastify calls to check a part of a request; what is wrong stands in `errors` afterwards. */
interface Check {
  (data: unknown): unknown;
  errors?: unknown;
}

const checks = AjvCompiler() as unknown as (...given: CheckTerms) => Compile;
const writers = SerializerSelector();

type CheckTerms = [schemas: unknown, options: { customOptions?: object }];
type Compile = (part: { httpPart?: string }) => Check;

/** JSON has types: a body is checked as it was sent. Addresses and headers are text and become what is asked for. */
const checksOfParts = (...[schemas, options]: CheckTerms): Compile => {
  const asSent = { ...options, customOptions: { ...options.customOptions, coerceTypes: false } };
  const ofText = checks(schemas, options);
  const ofBody = checks(schemas, asSent);
  return (part) => (part.httpPart === "body" ? ofBody : ofText)(part);
};

const compileWhenAsked = (...given: CheckTerms): Compile => {
  const compile = checksOfParts(...given);
  return (part) => {
    let compiled: Check | undefined;
    const check: Check = (data) => {
      compiled ??= compile(part);
      const fits = compiled(data);
      check.errors = compiled.errors;
      return fits;
    };
    return check;
  };
};

const writeWhenAsked: SerializerFactory = (...given) => {
  const compile = writers(...given);
  return (route) => {
    let compiled: ReturnType<typeof compile> | undefined;
    return (answer) => (compiled ??= compile(route))(answer);
  };
};

/** For Fastify's option `schemaController`. */
export const compilers = ({ atOnce }: { atOnce: boolean }) => ({
  compilersFactory: {
    buildValidator: (atOnce ? checksOfParts : compileWhenAsked) as unknown as ValidatorFactory,
    ...(atOnce ? {} : { buildSerializer: writeWhenAsked }),
  },
});
