-- Changes one subscriber: state, and topics where given.
--
-- KEYS: their bucket, the active bitmap. ARGV: number, state letter, the namespace's tag, channel,
-- topics as JSON or '' to leave them. Answers 0 when there is none, or when erased. Who left, for whatever
-- reason, stays so until they confirm again: a change that was decided before they left comes too late.

local number = tonumber(ARGV[1])
local state, tag, channel = ARGV[2], ARGV[3], ARGV[4]
local field = number % 100
local value = redis.call('HGET', KEYS[1], field)
if not value or string.sub(value, 1, 1) == 'e' then return 0 end

local before = string.sub(value, 1, 1)
if state ~= 'e' and string.find('lbcr', before, 1, true) then state = before end
local email = state == 'e' and '' or string.sub(value, 2)
if state == 'e' then redis.call('HDEL', tag .. ':subscribers:refusals:' .. channel, number) end
redis.call('HSET', KEYS[1], field, state .. email)
redis.call('SETBIT', KEYS[2], number, state == 'a' and 1 or 0)

if ARGV[5] ~= '' then
  local topics = cjson.decode(ARGV[5])
  local prefix = tag .. ':subscribed:' .. channel
  for _, topic in ipairs(redis.call('SMEMBERS', prefix .. ':topics')) do
    redis.call('SETBIT', prefix .. ':topic:' .. topic, number, 0)
  end
  redis.call('SETBIT', prefix .. ':everything', number, #topics == 0 and 1 or 0)
  for _, topic in ipairs(topics) do
    redis.call('SADD', prefix .. ':topics', topic)
    redis.call('SETBIT', prefix .. ':topic:' .. topic, number, 1)
  end
end
return 1
