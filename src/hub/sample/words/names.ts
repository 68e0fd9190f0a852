const list = (names: string): readonly string[] => names.split(', ')

/** First names as `Herr`/`Frau` or `Mr`/`Ms`, and surnames, from which the sample's people are put together. */
export const german = {
  women: list(
    'Anke, Birte, Carina, Dörte, Elif, Frauke, Gesine, Hanna, Ilka, Jule, Kerstin, Levke, Marlene, Nele, Okka, Petra, Renate, Silke, Tomke, Ulrike, Verena, Wiebke, Annegret, Beate, Christiane, Emine, Friederike, Gudrun, Heike, Inken',
  ),
  men: list(
    'Arne, Bernd, Christoph, Detlef, Emre, Frederik, Gerrit, Hauke, Ingo, Jörn, Klaas, Lennart, Malte, Niklas, Ole, Philipp, Ralf, Sönke, Thorben, Uwe, Volker, Wolfgang, Andreas, Björn, Carsten, Dirk, Eike, Florian, Günther, Holger',
  ),
  surnames: list(
    'Ahrens, Behrmann, Claasen, Detjen, Eggers, Feddersen, Gätjens, Harms, Iversen, Jessen, Kröger, Lührs, Matthiesen, Nissen, Oldenburg, Paulsen, Quast, Rickmers, Stüven, Thomsen, Uhlig, Voss, Wulff, Zander, Albrecht, Bruns, Cordes, Dierks, Ehlers, Friedrichsen, Grothe, Hansen, Jacobsen, Kaya, Lorenz, Meinert, Niemann, Ohlsen, Petersdorf, Reimers, Schlüter, Tiedemann, Ulrich, Vollmers, Wiechmann, Yıldız, Asmussen, Boysen, Carstens, Demir, Evers, Freese, Gerdes, Hinrichs, Janssen, Kühl, Lüders, Möller-Brandt, Nagel, Oetjen, Pries, Rohwer, Siemsen, Tönnies, von Appen, Wohlers, Zillmer, Behn, Clausen, Drews',
  ),
}

export const british = {
  women: list(
    'Alison, Bethany, Caroline, Denise, Eleanor, Fiona, Gemma, Harriet, Isla, Joanne, Kirsty, Lorraine, Maureen, Nadia, Olivia, Pauline, Rosalind, Samira, Tracey, Ursula, Vanessa, Wendy, Yvonne, Amara, Bridget, Claire, Dawn, Esther, Freya, Gwen',
  ),
  men: list(
    'Alan, Barnaby, Colin, Declan, Edmund, Fergus, Graham, Hamish, Imran, Jeremy, Kenneth, Leonard, Martin, Nigel, Owen, Patrick, Quentin, Rajesh, Stuart, Trevor, Vikram, Winston, Adrian, Bryn, Clive, Duncan, Ewan, Francis, Gordon, Howard',
  ),
  surnames: list(
    'Ackroyd, Barraclough, Crowther, Dewhirst, Eastwood, Fairburn, Greenwood, Hargreaves, Illingworth, Jagger, Kershaw, Lockwood, Micklethwaite, Naylor, Ogden, Pickles, Quarmby, Ramsden, Sutcliffe, Thackray, Umpleby, Varley, Whitfield, Yeadon, Ainsworth, Begum, Copley, Dyson, Ellershaw, Firth, Gaunt, Holdsworth, Iqbal, Jowett, Khan, Lumb, Mistry, Noble, Osei, Priestley, Rushworth, Shackleton, Tattersall, Uttley, Verity, Waterhouse, Adeyemi, Bairstow, Clegg, Denham, Emmott, Feather, Grewal, Haigh, Ingham, Judson, Kaur, Lister, Marsden, Nutter, Oldroyd, Patel, Robertshaw, Speight, Tordoff, Vickers, Wadsworth, Armitage, Beaumont, Crabtree',
  ),
}

export const places = {
  hamburg: list(
    'Hamburg-Ottensen, Hamburg-Eimsbüttel, Hamburg-Winterhude, Hamburg-Bergedorf, Hamburg-Harburg, Hamburg-Volksdorf, Norderstedt, Pinneberg, Ahrensburg, Buxtehude, Wedel, Geesthacht, Stade, Hamburg-Blankenese, Hamburg-Barmbek, Reinbek',
  ),
  leeds: list(
    'Leeds-Headingley, Leeds-Roundhay, Horsforth, Otley, Ilkley, Harrogate, Wetherby, Pudsey, Morley, Garforth, Guiseley, Wakefield, Bradford, Skipton, Leeds-Chapel Allerton, Dewsbury',
  ),
}
