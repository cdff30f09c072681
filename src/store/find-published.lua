-- What a public slug names, in one question: the release, its embargo, the time by which both are judged, and the
-- sealed content of its latest publication.
--
-- KEYS: the slugs. ARGV: the slug; what the keys of releases, of embargoes and of contents begin with.
-- Answers nothing, or {release, embargo, seconds, microseconds, content or ''}.

local id = redis.call('HGET', KEYS[1], ARGV[1])
if not id then return nil end
local release = redis.call('HGET', ARGV[2] .. id, 'j')
if not release then return nil end
local record = cjson.decode(release)
local embargo = redis.call('HGET', ARGV[3] .. record.embargoId, 'j')
local latest = record.publications[#record.publications]
local content = record.state == 'public' and latest and redis.call('GET', ARGV[4] .. id .. ':' .. latest.content)
local time = redis.call('TIME')
return { release, embargo, time[1], time[2], content or '' }
