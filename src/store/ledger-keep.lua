-- Keeps a lease alive while its holder waits on a slow server. Answers 1, or 0 when it was taken over.
--
-- KEYS: leases. ARGV: from, token, lease in ms; 0 gives it up.

local held = redis.call('HGET', KEYS[1], ARGV[1])
if not held or string.match(held, '^(.*)|') ~= ARGV[2] then return 0 end
if ARGV[3] == '0' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  local time = redis.call('TIME')
  local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. '|' .. string.format('%.0f', now + ARGV[3]))
end
return 1
