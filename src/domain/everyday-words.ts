/** Names that are also everyday words: alone, they are a name only when capitalised. */

/**
 * Whether a folded word is an everyday one; those of two letters or fewer count without being listed. Rare
 * words stay off the list: a name that slips through in small letters is worse than a deer that is bracketed.
 */
export function isEveryday(word: string): boolean {
  return word.length <= 2 || EVERYDAY.has(word)
}

const EVERYDAY: ReadonlySet<string> = new Set(
  `
  able ace ale alley amber angel apple arch archer art ash baker bail ball band bank banker banks bar barber base
  bass bay beach beam bean bear bee bell belle berry best bill bird bishop black blade blank blaze bliss block
  bloom blue board bond bone book booth border bow bowl box boy brace branch brand brave bread bridge bridges
  bright broad brook brown brush bull bunch burn burns bush butcher butler cage cain call camp candy cane cannon
  card care carpenter carry carter case cash castle chance charity cherry chief child christian church clay cliff
  coach coal coffee cole cook corn court cove craft crane cream creek crew cross crow crown crystal cruise curry
  curtain cutter daisy dawn day days dean dear deep destiny diamond dock doll dove down downs draft drake draper
  dream duke early earl east easy echo elder ember emerald english ever faith fall fame fan farmer fate fair field
  fields finch find finder fine fish fisher flag flash fleet flint flood flower flowers foot ford forest fort
  fortune foster found fountain fox frank free freed freeman french friend frost fuller gamble game garden
  gardener gates gay gem gene general gentle ginger glass gold golden good grace grain grand grant grass grave
  graves gray green grey grove guard guest guide gun gunner guy hail hale hall ham hand hands happy hardy harmony
  harvest haven hawk hay head heath heaven hedge held helm herb heritage hero high hill hills holiday holly home
  honey honor hood hook hope horn horse house how human humble hunt hunter hurt ice iris iron ivory ivy jade
  jasmine jay jean jet jewel job jolly joy judge just justice keen keep key keys kid kind king kite knight lake
  lamb land lane lark last laurel law lawyer lead leaf lean liberty light lily lime lion little lock long lord lot
  love low lucky magnet main major man maple march mark market marks marsh marshal mason master match max may mayor
  mead meadow means melody mercer mercy merit merry mild mile miles mill miller mills mind mint minor miracle mist
  money moody moon moor more moss most mount mountain much muse nail neat new nice night noble north now oak ocean
  olive opal orange orchard owl pace pack page pain palm pansy park parks parrot parson part past patience peace
  peach peak pear pearl penny pepper perch perfect petty pick piece pike pine pit place plain plant point pole
  pool poor pope poppy porter post potter pound power powers precious present price pride priest prince prior
  proctor proper prudence public pure quick quiet quill race rain rains ray read reading ready reason red reed reef
  reign rein rest rice rich richer riches ridge right ring rise river rivers road roads robin rock rocket rocky
  rod roof rook root rope rose rosy rough round row royal ruby rule run rush rust rusty sable safe sage sail saint
  sales salt sand sandal sandy savage save say school scout sea seal seasons see self sell senior serene serenity
  settle shade shah shall sharp shed shell shepherd shore short show shy silk silver simple singer skill sky slate
  slater slaughter small smart smith smoke snow soft some son song sparks spear speed spice spring stable stables
  stack staff stage star stark steel steep sterling stern steward still stock stone storm story stout strange
  straw stream street strong style sue sugar summer summers sun sunny swan sweet swift tab tail tailor talent tall
  tanner temple ten terrace thistle thorn timber time toll tower towers town trace trade trail travel tree trinity
  trip true trump turn turner union unity vale valentine valley van vest vice victor victory view viola violet
  virtue vista wade wage walk walker wall walls want ward ware warren water waters wave way weaver web wed week
  weeks weir well wells west wheat wheel whip white wick wide wild wilder wiley will wills win wind winner winter
  winters wise wish wolf wonder wood woods wool word words work works world worth wren write yard year yes young
  younger zeal
  `
    .trim()
    .split(/\s+/u),
)
