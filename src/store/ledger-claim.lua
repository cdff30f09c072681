-- Settles deliveries and claims the next ones owed in a range, for all connections that ask at one time.
--
-- KEYS: alert record, audience, claimed, sent, failed, uncertain, skipped, leases, active, failures, times, delays.
-- ARGV: alert revision, from, to, token, cursor, the namespace's tag, how many to claim at most, when the
-- alert was owed in ms, then number, outcome and code of each delivery to settle.
-- Answers {verdict, number, subscriber, number, subscriber, …}: 'more'; 'done' when nothing is left to claim;
-- 'stale' when the alert changed; 'taken' when the range was taken over. Subscribers who left are skipped.

local alert, audience, claimed, sent, failed, uncertain, skipped, leases, active, failures, times, delays =
  unpack(KEYS)
local revision, from, token, tag = ARGV[1], ARGV[2], ARGV[4], ARGV[6]
local to, cursor, wanted, since = tonumber(ARGV[3]), tonumber(ARGV[5]), tonumber(ARGV[7]), tonumber(ARGV[8])
local held = redis.call('HGET', leases, from)
local mine = held and string.match(held, '^(.*)|') == token

-- Bits of one bitmap, written together.
local bits = {}
local function set(bitmap, number, value)
  local ops = bits[bitmap] or {}
  bits[bitmap] = ops
  local n = #ops
  ops[n + 1], ops[n + 2], ops[n + 3], ops[n + 4] = 'SET', 'u1', number, value
end
local function write()
  for bitmap, ops in pairs(bits) do redis.call('BITFIELD', bitmap, unpack(ops)) end
  bits = {}
end

-- How long after it was owed, in 64 steps for each doubling: the upper end of the step.
local function step(ms)
  local width = 1
  while ms / width >= 128 do width = width * 2 end
  return math.ceil(ms / width) * width
end

local accepted = 0
for i = 9, #ARGV, 3 do
  local number, outcome = ARGV[i], ARGV[i + 1]
  -- Whoever took the range over may have claimed it again: that claim is theirs to settle.
  if mine then set(claimed, number, 0) end
  if outcome == 'sent' then
    set(sent, number, 1)
    accepted = accepted + 1
  elseif outcome == 'failed' then
    set(failed, number, 1)
    redis.call('HSET', failures, number, ARGV[i + 2])
  elseif outcome == 'uncertain' then
    set(uncertain, number, 1)
  end
end
if accepted > 0 then
  local time = redis.call('TIME')
  local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
  redis.call('HSETNX', times, 'first', string.format('%.0f', now))
  redis.call('HSET', times, 'last', string.format('%.0f', now))
  redis.call('HINCRBY', delays, string.format('%.0f', step(math.max(0, now - since))), accepted)
  -- The last sixteen seconds, each with its count.
  local slot = 'second-' .. time[1] % 16
  local second, count = string.match(redis.call('HGET', times, slot) or '', '^(%d+)|(%d+)$')
  if second ~= time[1] then count = 0 end
  redis.call('HSET', times, slot, time[1] .. '|' .. string.format('%.0f', count + accepted))
end
write()

if not mine then return { 'taken' } end
if redis.call('HGET', alert, 'r') ~= revision then return { 'stale' } end

local answer = { 'more' }
while wanted > 0 do
  local number = cursor <= to and redis.call('BITPOS', audience, 1, cursor, to, 'BIT') or -1
  if number < 0 then
    answer[1] = 'done'
    break
  end
  local open = redis.call('GETBIT', sent, number) + redis.call('GETBIT', failed, number)
    + redis.call('GETBIT', skipped, number) + redis.call('GETBIT', claimed, number) == 0
  if open then
    if redis.call('GETBIT', active, number) == 0 then
      set(skipped, number, 1)
    else
      set(claimed, number, 1)
      wanted = wanted - 1
      answer[#answer + 1] = number
      answer[#answer + 1] =
        redis.call('HGET', tag .. ':subscribers:' .. math.floor(number / 100), number % 100)
    end
  end
  cursor = number + 1
end
write()
return answer
