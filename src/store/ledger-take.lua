-- Takes a range, unless someone who still lives holds it. Whoever held it before can claim no more, and
-- what they claimed without settling is uncertain for good, and owed again.
--
-- KEYS: leases, claimed, uncertain. ARGV: from, to, token, lease in ms.
-- Answers how many are uncertain by this, or -1: held.

local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local held = redis.call('HGET', KEYS[1], ARGV[1])
if held then
  local until_ = tonumber(string.match(held, '|(%d+)$'))
  -- A lease never ends later than this: one that seems to was given by a clock that has fallen back since.
  if until_ > now and until_ <= now + ARGV[4] then return -1 end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3] .. '|' .. string.format('%.0f', now + ARGV[4]))
local to = tonumber(ARGV[2])
local at = redis.call('BITPOS', KEYS[2], 1, ARGV[1], to, 'BIT')
local doubts = 0
while at >= 0 do
  redis.call('SETBIT', KEYS[2], at, 0)
  redis.call('SETBIT', KEYS[3], at, 1)
  doubts = doubts + 1
  if at == to then break end
  at = redis.call('BITPOS', KEYS[2], 1, at + 1, to, 'BIT')
end
return doubts
