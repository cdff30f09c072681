-- Opens an alert's audience on one channel: written once, whoever asks first. Answers the ranges left.
--
-- KEYS: audience, ranges, opened, active, then the bitmaps whose union is wanted (none: all active).
-- ARGV: range size.

if redis.call('EXISTS', KEYS[3]) == 0 then
  if redis.call('EXISTS', KEYS[1]) == 0 then
    if #KEYS == 4 then
      redis.call('BITOP', 'OR', KEYS[1], KEYS[4])
    else
      local wanted = {}
      for i = 5, #KEYS do wanted[#wanted + 1] = KEYS[i] end
      redis.call('BITOP', 'OR', KEYS[1], unpack(wanted))
      redis.call('BITOP', 'AND', KEYS[1], KEYS[1], KEYS[4])
    end
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
