/** Whose numbers begin so. A number that was ported keeps its beginning. Source: the numbering plan for
 *  public mobile networks of the Ministry of Industry and Information Technology. */
const PREFIXES: Readonly<Record<string, string>> = {
  mobile:
    '134 135 136 137 138 139 147 150 151 152 157 158 159 172 178 182 183 184 187 188 195 197 198',
  unicom: '130 131 132 145 155 156 166 175 176 185 186 196',
  telecom: '133 149 153 173 177 180 181 189 190 191 193 199',
};

/** `mobile`, `unicom` or `telecom`; nothing for the other networks. */
export const carrierOf = (national: string): string | undefined =>
  Object.keys(PREFIXES).find((carrier) =>
    PREFIXES[carrier]?.split(' ').includes(national.slice(0, 3)),
  );
