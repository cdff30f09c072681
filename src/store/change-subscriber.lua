-- Changes one subscriber: state, and topics where given.
--
-- KEYS: their bucket. ARGV: number, state letter, the namespace's tag, topics as JSON or '' to leave them.
-- An address with an @ is on the channel 'email', any other on 'sms'. Answers 0 when there is none, or when erased. Who left, for whatever
-- reason, stays so until they confirm again: a change that was decided before they left comes too late.

local number = tonumber(ARGV[1])
local state, tag = ARGV[2], ARGV[3]
local field = number % 100
local value = redis.call('HGET', KEYS[1], field)
if not value or string.sub(value, 1, 1) == 'e' then return 0 end

local before = string.sub(value, 1, 1)
if state ~= 'e' and string.find('lbcr', before, 1, true) then state = before end
local address = string.sub(value, 2)
local channel = string.find(address, '@', 1, true) and 'email' or 'sms'
local active = tag .. ':subscribed:' .. channel
if state == 'e' then redis.call('HDEL', tag .. ':subscribers:refusals:' .. channel, number) end
redis.call('HSET', KEYS[1], field, state .. (state == 'e' and '' or address))
redis.call('SETBIT', active, number, state == 'a' and 1 or 0)

if ARGV[4] ~= '' then
  local topics = cjson.decode(ARGV[4])
  for _, topic in ipairs(redis.call('SMEMBERS', active .. ':topics')) do
    redis.call('SETBIT', active .. ':topic:' .. topic, number, 0)
  end
  redis.call('SETBIT', active .. ':everything', number, #topics == 0 and 1 or 0)
  for _, topic in ipairs(topics) do
    redis.call('SADD', active .. ':topics', topic)
    redis.call('SETBIT', active .. ':topic:' .. topic, number, 1)
  end
end
return 1
