/**
 * To which carrier a range of numbers is assigned; ported numbers keep their range. Ranges of virtual
 * operators (162, 165, 167, 170, 171) belong to the carrier whose network they use. Left out: satellite
 * phones (1349, 174).
 * Source: 《我国公众移动通信网网号及H0分配情况（截至2023年3月底）》, Ministry of Industry and Information
 * Technology, 2023-06-05, as kept at
 * https://zh.wikisource.org/zh/我国公众移动通信网网号及H₀分配情况（截至2023年3月底）
 * The ranges in libphonenumber 9.0.35 agree, as far as it has them (no 146, 148, 149, 162, 165):
 * https://github.com/google/libphonenumber/blob/v9.0.35/resources/carrier/en/86.txt
 */
const PREFIXES: Readonly<Record<string, string>> = {
  mobile:
    '1340 1341 1342 1343 1344 1345 1346 1347 1348 135 136 137 138 139 147 148 150 151 152 157 158 159 165 1703 1705 1706 172 178 182 183 184 187 188 195 197 198',
  unicom: '130 131 132 145 146 155 156 166 167 1704 1707 1708 1709 171 175 176 185 186 196',
  telecom: '133 149 153 162 1700 1701 1702 173 177 180 181 189 190 191 193 199',
};

/** `mobile`, `unicom` or `telecom`; undefined for other networks, such as China Broadnet (192). */
export const carrierOf = (national: string): string | undefined =>
  Object.keys(PREFIXES).find((carrier) =>
    PREFIXES[carrier]?.split(' ').some((prefix) => national.startsWith(prefix)),
  );
