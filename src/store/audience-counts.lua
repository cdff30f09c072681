-- How many an audience has, without writing it: nothing is changed.
--
-- KEYS: active, then the bitmaps of who wants it, or of who got it. ARGV: 'everyone', 'topics' (whoever one of
-- the bitmaps names and is active), or 'recipients-of' (whoever one of them names).

if ARGV[1] == 'everyone' then return redis.call('BITCOUNT', KEYS[1]) end
if ARGV[1] == 'topics' and redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local scratch = KEYS[1] .. ':counting'
local wanted = {}
for i = 2, #KEYS do wanted[#wanted + 1] = KEYS[i] end
if #wanted == 0 then return 0 end
redis.call('BITOP', 'OR', scratch, unpack(wanted))
if ARGV[1] == 'topics' then redis.call('BITOP', 'AND', scratch, scratch, KEYS[1]) end
local count = redis.call('BITCOUNT', scratch)
redis.call('DEL', scratch)
return count
