-- Subscribes addresses, each by its digest. Numbers are given once and never reused.
--
-- KEYS[1] count. ARGV[1] the namespace's tag, ARGV[2] channel, ARGV[3] 'import' or 'confirm',
-- ARGV[4] JSON of [[digest, email, topics], …]. All keys made here share the tag's slot.
-- An import revives nobody who left and changes nobody who is known; a confirmation does both.
-- Answers, for each, its number: negative where it was refused (left, erased), or known to an import.

local tag, channel, manner = ARGV[1], ARGV[2], ARGV[3]
local everything = tag .. ':subscribed:' .. channel .. ':everything'
local active = tag .. ':subscribed:' .. channel
local topicNames = tag .. ':subscribed:' .. channel .. ':topics'
local answers = {}

local function bucket(number) return tag .. ':subscribers:' .. math.floor(number / 100) end

for i, line in ipairs(cjson.decode(ARGV[4])) do
  local digest, email, topics = line[1], line[2], line[3]
  local byEmail = tag .. ':subscribers:by-email:' .. string.sub(digest, 1, 2)
  local number = tonumber(redis.call('HGET', byEmail, digest))
  local known = number ~= nil
  if known and manner == 'import' then
    answers[i] = -number
  else
    if not known then
      number = redis.call('INCR', KEYS[1])
      redis.call('HSET', byEmail, digest, number)
    else
      -- Whoever confirms shows that mail arrives: what was refused before counts no more.
      redis.call('HDEL', tag .. ':subscribers:refusals:' .. channel, number)
      for _, topic in ipairs(redis.call('SMEMBERS', topicNames)) do
        redis.call('SETBIT', active .. ':topic:' .. topic, number, 0)
      end
    end
    redis.call('HSET', bucket(number), number % 100, 'a' .. email)
    redis.call('SETBIT', active, number, 1)
    redis.call('SETBIT', everything, number, #topics == 0 and 1 or 0)
    for _, topic in ipairs(topics) do
      redis.call('SADD', topicNames, topic)
      redis.call('SETBIT', active .. ':topic:' .. topic, number, 1)
    end
    answers[i] = number
  end
end
return answers
