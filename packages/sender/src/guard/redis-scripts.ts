import { PARTS } from './counter.ts';
import { MAX_LATE_MS } from './steady-clock.ts';

/**
 * A log is a flat list of time and count pairs, oldest first. Anything else counts as an empty log, and
 * a key without an expiry gets one. If the clock was set back, a log is moved back with it.
 */
const COMMON = `
local function clock(given)
  if given then return given end
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function list(key, lifetime)
  local packed = redis.pcall('GET', key)
  if type(packed) ~= 'string' then return {} end
  if lifetime and redis.call('PTTL', key) == -1 then redis.call('PEXPIRE', key, lifetime) end
  local whole, found = pcall(cmsgpack.unpack, packed)
  return whole and type(found) == 'table' and found or {}
end
local function keep(key, found, lifetime)
  if #found == 0 then redis.call('DEL', key)
  else redis.call('SET', key, cmsgpack.pack(found), 'PX', lifetime) end
end
local function rounded(time, step)
  return math.ceil(time / step) * step
end
local function added(log, time, longest, at)
  local kept = {}
  for pair = 1, #log, 2 do
    if log[pair] + longest > at then
      kept[#kept + 1] = log[pair]
      kept[#kept + 1] = log[pair + 1]
    end
  end
  time = math.max(time, kept[#kept - 1] or 0)
  if kept[#kept - 1] == time then kept[#kept] = kept[#kept] + 1
  else
    kept[#kept + 1] = time
    kept[#kept + 1] = 1
  end
  return kept, time
end
local function remove(key, time)
  local log = list(key)
  for at = #log - 1, 1, -2 do
    if log[at] == time then
      log[at + 1] = log[at + 1] - 1
      if log[at + 1] == 0 then
        table.remove(log, at)
        table.remove(log, at)
      end
      return keep(key, log, math.max(1, redis.call('PTTL', key)))
    end
  end
end
local ENTERED = ':entered'
local asked = cjson.decode(ARGV[1])
local now = clock(asked.now)
`;

/**
 * Checks every window, then counts in all or in none, by Redis's own clock. KEYS are the logs in the
 * order of \`asked.tallies\` and, if one is \`unverified\`, the mark of a verified number and its
 * outstanding sends. A growing log has a second key for the entered codes. Returns 0 and the time, or
 * the log with the longest wait and that wait in milliseconds.
 */
export const ADMIT = `${COMMON}
local mark, sent = KEYS[#asked.tallies + 1], KEYS[#asked.tallies + 2]
local verified = mark and redis.pcall('GET', mark)
local trusted = type(verified) == 'string' and (tonumber(verified) or 0) > now
local at, counted = now, {}
for index, tally in ipairs(asked.tallies) do
  if not (trusted and tally.unverified) then
    local log = list(KEYS[index], tally.longest + tally.step)
    local ahead = (log[#log - 1] or 0) - now
    if ahead > tally.step + ${MAX_LATE_MS} then
      for pair = 1, #log, 2 do log[pair] = log[pair] - ahead end
    end
    if tally.step == 1 then at = math.max(at, log[#log - 1] or 0) end
    counted[#counted + 1] = { index = index, tally = tally, log = log }
  end
end
local function places(window, entered)
  local seen = 0
  for pair = 1, #entered, 2 do
    if entered[pair] + window[2] > at then seen = seen + entered[pair + 1] end
  end
  return window[1] + math.floor(window[3] * seen)
end
local refused, longest = 0, 0
for _, each in ipairs(counted) do
  local entered = each.tally.pace > 0 and list(KEYS[each.index] .. ENTERED) or {}
  for _, window in ipairs(each.tally.windows) do
    local seen, pair, limit = 0, #each.log - 1, places(window, entered)
    local latest = at - window[4] + each.tally.step - 1
    while pair >= 1 and each.log[pair] > latest do pair = pair - 2 end
    while pair >= 1 and seen + each.log[pair + 1] < limit do
      seen, pair = seen + each.log[pair + 1], pair - 2
    end
    local wait = pair >= 1 and each.log[pair] + window[2] - at or 0
    if wait > longest then refused, longest = each.index, wait end
  end
end
if refused > 0 then return { refused, longest } end
local outstanding = { at }
for _, each in ipairs(counted) do
  local tally = each.tally
  local kept, time = added(each.log, rounded(at, tally.step), tally.longest, at)
  keep(KEYS[each.index], kept, tally.longest + tally.step)
  if tally.unverified then
    outstanding[#outstanding + 1] = KEYS[each.index]
    outstanding[#outstanding + 1] = time
    outstanding[#outstanding + 1] = tally.pace
  end
end
if #outstanding > 1 then
  local sends = { outstanding }
  for _, send in ipairs(list(sent)) do
    if #sends < 100 and send[1] + asked.codeMs > at then sends[#sends + 1] = send end
  end
  keep(sent, sends, asked.codeMs)
end
return { 0, at }
`;

/**
 * Takes back what \`ADMIT\` counted at \`asked.at\`. KEYS as there, without the mark. If it was settled
 * meanwhile, it is no longer in any unverified window.
 */
export const GIVE_BACK = `${COMMON}
local sent, settled = KEYS[#asked.tallies + 1], true
local sends = sent and list(sent) or {}
for index, send in ipairs(sends) do
  if send[1] == asked.at then
    settled = false
    table.remove(sends, index)
    keep(sent, sends, math.max(1, redis.call('PTTL', sent)))
    break
  end
end
for index, tally in ipairs(asked.tallies) do
  if not (tally.unverified and settled) then remove(KEYS[index], rounded(asked.at, tally.step)) end
end
return { 0, 0 }
`;

/**
 * KEYS: the mark, and the number's outstanding sends. These name the logs to remove them from, keys of
 * the same slot that the caller cannot name because it does not know the addresses.
 */
export const SETTLE = `${COMMON}
local function enter(log, pace)
  local key, longest = log .. ENTERED, pace * ${PARTS}
  local entered = added(list(key), math.floor(now / pace) * pace, longest, now)
  keep(key, entered, longest)
end
local settled, grown = 0, {}
for _, send in ipairs(list(KEYS[2])) do
  if send[1] + asked.codeMs > now then
    for index = 2, #send, 3 do
      local log, time, pace = send[index], send[index + 1], send[index + 2]
      remove(log, time)
      if (pace or 0) > 0 and not grown[log] then enter(log, pace) end
      grown[log] = true
    end
    settled = settled + 1
  end
end
redis.call('DEL', KEYS[2])
redis.call('SET', KEYS[1], now + asked.trustMs, 'PX', asked.trustMs)
return { settled, 0 }
`;
