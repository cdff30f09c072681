-- Settles the delivery before, if any, and claims the next one owed in a range: one round trip each.
--
-- KEYS: alert record, audience, claimed, sent, failed, uncertain, skipped, leases, active, failures, times.
-- ARGV: alert revision, from, to, token, cursor, the namespace's tag, settled number or '', outcome, code.
-- Answers {'claimed', number, subscriber}, {'done'}, {'stale'} when the alert changed, {'taken'} when the
-- range was taken over. Subscribers who left since are skipped, and counted.

local alert, audience, claimed, sent, failed, uncertain, skipped, leases, active, failures, times =
  unpack(KEYS)
local revision, from, token, tag = ARGV[1], ARGV[2], ARGV[4], ARGV[6]
local to, cursor = tonumber(ARGV[3]), tonumber(ARGV[5])
local held = redis.call('HGET', leases, from)
local mine = held and string.match(held, '^(.*)|') == token

if ARGV[7] ~= '' then
  local number, outcome = ARGV[7], ARGV[8]
  -- Whoever took the range over may have claimed it again: that claim is theirs to settle.
  if mine then redis.call('SETBIT', claimed, number, 0) end
  if outcome == 'sent' then
    redis.call('SETBIT', sent, number, 1)
    local time = redis.call('TIME')
    local now = string.format('%.0f', tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000))
    redis.call('HSETNX', times, 'first', now)
    redis.call('HSET', times, 'last', now)
  elseif outcome == 'failed' then
    redis.call('SETBIT', failed, number, 1)
    redis.call('HSET', failures, number, ARGV[9])
  elseif outcome == 'uncertain' then
    redis.call('SETBIT', uncertain, number, 1)
  end
end

if not mine then return { 'taken' } end
if redis.call('HGET', alert, 'r') ~= revision then return { 'stale' } end

while cursor <= to do
  local number = redis.call('BITPOS', audience, 1, cursor, to, 'BIT')
  if number < 0 then break end
  local open = redis.call('GETBIT', sent, number) + redis.call('GETBIT', failed, number)
    + redis.call('GETBIT', skipped, number) + redis.call('GETBIT', claimed, number) == 0
  if open then
    if redis.call('GETBIT', active, number) == 0 then
      redis.call('SETBIT', skipped, number, 1)
    else
      redis.call('SETBIT', claimed, number, 1)
      return { 'claimed', number, redis.call('HGET', tag .. ':subscribers:' .. math.floor(number / 100), number % 100) }
    end
  end
  cursor = number + 1
end
return { 'done' }
