/** Checks of requests and writers of answers, compiled when a route is first asked: all of them take seconds of a start. */
import { AjvCompiler, type ValidatorFactory } from "@fastify/ajv-compiler";
import { SerializerSelector, type SerializerFactory } from "@fastify/fast-json-stringify-compiler";

/** What Fastify calls to check a part of a request; what is wrong stands in `errors` afterwards. */
interface Check {
  (data: unknown): unknown;
  errors?: unknown;
}

const checks = AjvCompiler();
const writers = SerializerSelector();

const buildValidator = ((...given: Parameters<typeof checks>) => {
  const compile = checks(...given) as unknown as (part: unknown) => Check;
  return (part: unknown): Check => {
    let compiled: Check | undefined;
    const check: Check = (data) => {
      compiled ??= compile(part);
      const fits = compiled(data);
      check.errors = compiled.errors;
      return fits;
    };
    return check;
  };
}) as unknown as ValidatorFactory;

const buildSerializer: SerializerFactory = (...given) => {
  const compile = writers(...given);
  return (route) => {
    let compiled: ReturnType<typeof compile> | undefined;
    return (answer) => (compiled ??= compile(route))(answer);
  };
};

/** For Fastify's option `schemaController`. */
export const compileWhenAsked = { compilersFactory: { buildValidator, buildSerializer } };
