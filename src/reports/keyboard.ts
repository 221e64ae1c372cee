/** What comes out when one types with the keyboard switched to the other language. */
const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>@";
const russian = 'ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"';

const keys = new Map<string, string>();
for (const [at, letter] of [...latin].entries()) {
  const other = russian[at] ?? letter;
  keys.set(other, letter);
  if (letter !== '"' && letter !== "@") keys.set(letter, other);
}

/** «bdfyjd» is «иванов», and «шмфтщм» is “ivanov”; undefined where the layout makes no difference. */
export function inOtherLayout(typed: string): string | undefined {
  const other = [...typed].map((letter) => keys.get(letter) ?? letter).join("");
  return other === typed ? undefined : other;
}
