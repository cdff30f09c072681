-- Opens an alert's audience on one channel: written once, whoever asks first. Answers the ranges left:
-- first number, last number, and so on.
--
-- KEYS: audience, ranges, opened, active, layout, then the bitmaps of who wants it. ARGV: range size, who it goes
-- to: 'everyone', 'topics' (whoever one of the bitmaps names and is active), or 'recipients-of', whose audience
-- was fixed by the commit that owes the alert, and may be nobody.

if redis.call('EXISTS', KEYS[3]) == 0 then
  if ARGV[2] == 'everyone' then
    redis.call('BITOP', 'OR', KEYS[1], KEYS[4])
  elseif ARGV[2] == 'topics' then
    local wanted = {}
    for i = 6, #KEYS do wanted[#wanted + 1] = KEYS[i] end
    redis.call('BITOP', 'OR', KEYS[1], unpack(wanted))
    redis.call('BITOP', 'AND', KEYS[1], KEYS[1], KEYS[4])
  end
  -- A range has about as many members as `size`, however far apart they lie: a job is worth its while.
  local size = tonumber(ARGV[1])
  local last = redis.call('STRLEN', KEYS[1]) * 8 - 1
  local start, members = nil, 0
  for from = 0, last, size do
    local count = redis.call('BITCOUNT', KEYS[1], from, from + size - 1, 'BIT')
    if count > 0 then
      start = start or from
      members = members + count
    end
    if start and (members >= size or from + size > last) then
      redis.call('HSET', KEYS[2], start, from + size - 1)
      start, members = nil, 0
    end
  end
  -- What is owed again later comes in the same ranges: a job that is left over must find the lease of its own.
  redis.call('COPY', KEYS[2], KEYS[5], 'REPLACE')
  redis.call('SET', KEYS[3], 1)
end
return redis.call('HGETALL', KEYS[2])
