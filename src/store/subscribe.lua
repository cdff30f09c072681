-- Subscribes addresses, each by its digest. Numbers are given once and never reused.
--
-- KEYS[1] count. ARGV[1] the namespace's tag, ARGV[2] 'import' or 'confirm',
-- ARGV[3] JSON of [[digest, address, topics], …]. All keys made here share the tag's slot.
-- An address with an @ is on the channel 'email', any other on 'sms'.
-- An import revives nobody who left and changes nobody who is known; a confirmation does both.
-- Answers, for each, its number: negative where it was refused (left, erased), or known to an import.

local tag, manner = ARGV[1], ARGV[2]
local email, sms = tag .. ':subscribed:email', tag .. ':subscribed:sms'
local refusals = { [email] = tag .. ':subscribers:refusals:email', [sms] = tag .. ':subscribers:refusals:sms' }
local answers = {}

local function bucket(number) return tag .. ':subscribers:' .. math.floor(number / 100) end

for i, line in ipairs(cjson.decode(ARGV[3])) do
  local digest, address, topics = line[1], line[2], line[3]
  local active = string.find(address, '@', 1, true) and email or sms
  local byAddress = tag .. ':subscribers:by-email:' .. string.sub(digest, 1, 2)
  local number = tonumber(redis.call('HGET', byAddress, digest))
  local known = number ~= nil
  if known and manner == 'import' then
    answers[i] = -number
  else
    if not known then
      number = redis.call('INCR', KEYS[1])
      redis.call('HSET', byAddress, digest, number)
    else
      -- Whoever confirms shows that mail arrives: what was refused before counts no more.
      redis.call('HDEL', refusals[active], number)
      for _, topic in ipairs(redis.call('SMEMBERS', active .. ':topics')) do
        redis.call('SETBIT', active .. ':topic:' .. topic, number, 0)
      end
    end
    redis.call('HSET', bucket(number), number % 100, 'a' .. address)
    redis.call('SETBIT', active, number, 1)
    redis.call('SETBIT', active .. ':everything', number, #topics == 0 and 1 or 0)
    for _, topic in ipairs(topics) do
      redis.call('SADD', active .. ':topics', topic)
      redis.call('SETBIT', active .. ':topic:' .. topic, number, 1)
    end
    answers[i] = number
  end
end
return answers
