/** Usual short forms of English first names. Written by hand: no data package has few false ones and is kept. */

/** Each line is one name and its short forms, which stand for one another; a word may be in several lines. */
const NAMES = `
abigail abby gail
abraham abe
albert al bert
alexander alex alec sandy sasha xander
alexandra alex lexi sandra sasha
alfred al fred alfie
alice allie
allison ally ali
amanda mandy
andrew andy drew
angela angie
ann anne annie nancy
anthony tony
antonia toni
arthur art artie
barbara barb barbie babs
bartholomew bart
beatrice bea trixie
benjamin ben benny benji
bernard bernie
bradley brad
caroline carrie carol
cassandra cassie sandra
catherine cathy cate kate katie kathy kit kitty
charles charlie chuck chas
charlotte charlie lottie
christina chris chrissy tina
christine chris chrissy tina
christopher chris kit topher
clifford cliff
cynthia cindy
daniel dan danny
danielle dani
david dave davey
deborah deb debbie
dennis denny
donald don donnie
dorothy dot dottie dolly
douglas doug
edward ed eddie ned ted teddy
eleanor ellie nell nora
elizabeth beth betsy betty bess eliza elise ella libby lisa liz lizzie
emily em emmy
emma em emmy
eugene gene
evelyn evie
florence flo flossie
frances fran frankie fanny
francis frank frankie fran
franklin frank
frederick fred freddie rick
gabriel gabe
gabrielle gabby
geoffrey geoff jeff
george georgie
gerald gerry jerry
gregory greg
gwendolyn gwen
harold hal harry
henry hank harry hal
herbert herb bert
isabel izzy bella
isabella izzy bella
jacob jake
jacqueline jackie
james jim jimmy jamie
jane janie janey
janet jan
jeffrey jeff
jennifer jen jenn jenny
jeremy jerry
jessica jess jessie
joan joanie
johanna jo hanna
john johnny jack
jonathan jon jonny
joseph joe joey jo
josephine jo josie
joshua josh
judith judy
julia julie jules
katherine kate katie kathy kat kit kitty kay
kathleen kathy kate katie
kenneth ken kenny
kimberly kim
lawrence larry
leonard len lenny leo
leslie les
lewis lew lou
louis lou louie
louise lou
lucille lucy
madeleine maddie
marcus marc mark
margaret maggie meg megan peg peggy marge margie greta daisy
marguerite margie maggie daisy rita
martin marty
martha marty
mary molly polly mamie
matthew matt matty
maxwell max
melissa missy lissa
michael mike mikey mick mickey
michelle shelly
mitchell mitch
nathan nate nat
nathaniel nate nat nathan
nicholas nick nicky
nicole nikki
olivia liv livvy
oliver ollie
pamela pam
patricia pat patty trish tricia
patrick pat paddy
penelope penny
peter pete
philip phil pip
phillip phil pip
rachel rach
randall randy
raymond ray
rebecca becky becca
reginald reg reggie
richard rich rick ricky dick richie
robert bob bobby rob robbie bert
roberta bobbie robbie
roderick rod
rodney rod
roger rodge
ronald ron ronnie
rosemary rosie rose
russell russ
salvatore sal
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sally sadie
sophia sophie
stanley stan
stephanie steph
stephen steve stevie
steven steve stevie
stuart stu
susan sue susie suzy
suzanne sue suzy
sylvester sly
terence terry
teresa terry tess tessa
theodore ted teddy theo
theresa terry tess tessa
thomas tom tommy
timothy tim timmy
valerie val
veronica ronnie
victor vic
victoria vicky tori
vincent vince vinny
virginia ginny ginger
walter walt wally
wendell wen
wesley wes
william bill billy will willie liam
zachary zach zack
`

const SHORT_FORMS: ReadonlyMap<string, ReadonlySet<string>> = shortForms()

/** What someone of this folded first name is also called, folded: short forms, and the names it is short for. */
export function nicknamesOf(given: string): readonly string[] {
  return [...(SHORT_FORMS.get(given) ?? [])]
}

function shortForms(): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>()
  for (const line of NAMES.trim().split('\n')) {
    const words = line.split(' ')
    const [whole = '', ...short] = words
    for (const word of words) {
      const others = known.get(word) ?? new Set()
      // One called Bill may be William, Billy or Will.
      for (const other of word === whole ? short : words) if (other !== word) others.add(other)
      known.set(word, others)
    }
  }
  return known
}
