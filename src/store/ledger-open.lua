-- Opens an alert's audience on one channel: written once, whoever asks first. Answers the ranges left.
--
-- KEYS: audience, ranges, opened, active, then the bitmaps of who wants it. ARGV: range size, who it goes
-- to: 'everyone', 'topics' (whoever one of the bitmaps names and is active), or 'recipients-of', whose audience
-- was fixed by the commit that owes the alert, and may be nobody.

if redis.call('EXISTS', KEYS[3]) == 0 then
  if ARGV[2] == 'everyone' then
    redis.call('BITOP', 'OR', KEYS[1], KEYS[4])
  elseif ARGV[2] == 'topics' then
    local wanted = {}
    for i = 5, #KEYS do wanted[#wanted + 1] = KEYS[i] end
    redis.call('BITOP', 'OR', KEYS[1], unpack(wanted))
    redis.call('BITOP', 'AND', KEYS[1], KEYS[1], KEYS[4])
  end
  local size = tonumber(ARGV[1])
  local last = redis.call('STRLEN', KEYS[1]) * 8 - 1
  for from = 0, last, size do
    if redis.call('BITCOUNT', KEYS[1], from, from + size - 1, 'BIT') > 0 then
      redis.call('SADD', KEYS[2], from)
    end
  end
  redis.call('SET', KEYS[3], 1)
end
return redis.call('SMEMBERS', KEYS[2])
