/** An address that is too long for its line goes on before the @, not in the middle of a word. */
import type { ReactNode } from "react";

export function breakable(address: string): ReactNode {
  const at = Math.max(address.lastIndexOf("@"), 0);
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  );
}
