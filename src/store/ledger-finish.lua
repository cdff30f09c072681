-- Ends one pass over a range: settled whole it leaves the list, else it has to come back.
--
-- KEYS: audience, sent, failed, skipped, ranges, failures, claimed, passes. ARGV: from, to, code to fail
-- what is owed with or '', the pass to come and when it is due ('pass|ms'). Answers {owed in this range, ranges left}.

local audience, sent, failed, skipped, ranges, failures, claimed, passes = unpack(KEYS)
local from, to, giveUp = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local owed = 0
local cursor = from
while cursor <= to do
  local number = redis.call('BITPOS', audience, 1, cursor, to, 'BIT')
  if number < 0 then break end
  if redis.call('GETBIT', sent, number) + redis.call('GETBIT', failed, number) + redis.call('GETBIT', skipped, number) == 0 then
    if giveUp ~= '' and redis.call('GETBIT', claimed, number) == 0 then
      redis.call('SETBIT', failed, number, 1)
      redis.call('HSET', failures, number, giveUp)
    else
      owed = owed + 1
    end
  end
  cursor = number + 1
end
if owed == 0 then
  redis.call('HDEL', ranges, from)
  redis.call('HDEL', passes, from)
else
  redis.call('HSET', passes, from, ARGV[4])
end
return { owed, redis.call('HLEN', ranges) }
