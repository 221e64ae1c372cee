/** Usual given names: they tell «Иван Петров» from «Петров Иван». Nothing else hangs on them. */
const male =
  "александр алексей альберт анатолий андрей антон аркадий арсений артем артур ахмед богдан борис вадим валентин валерий василий виктор виталий владимир владислав всеволод вячеслав геннадий георгий герман глеб григорий давид дамир даниил данила денис дмитрий евгений егор захар иван игорь ильдар илья камиль кирилл константин лев леонид магомед макар максим марат марк матвей мирон михаил мурат назар никита николай олег павел петр платон ренат ринат рамиль роберт роман руслан рустам савелий святослав семен сергей станислав степан тарас тимофей тимур федор филипп эдуард эльдар эмиль юрий яков ярослав";
const female =
  "агата ада аделина аида айгуль алевтина александра алена алина алиса алла альбина амина анастасия ангелина анна антонина арина ася валентина валерия варвара василиса венера вера вероника виктория виолетта галина гульнара дарья диана дина ева евгения евдокия екатерина елена елизавета жанна зинаида злата зоя инга инесса инна ирина карина кира клавдия кристина ксения лариса лейла лиана лидия лилия лия любовь людмила майя маргарита марина мария марьям милана мила мирослава надежда наталия наталья нелли ника нина оксана олеся ольга пелагея полина раиса регина римма роза руфина светлана серафима снежана софия софья стефания таисия тамара татьяна ульяна фаина фатима эвелина элина эльвира эльмира эмма юлия яна ярослава";
const english =
  "james john robert michael william david richard joseph thomas charles daniel matthew anthony mark steven paul andrew george peter mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa anna emma olivia alexander ivan maria elena olga";
const russianInLatin =
  "aleksandr alexey aleksey andrey anton artem boris vadim viktor vladimir dmitry dmitriy evgeny igor ilya kirill maksim mikhail nikita nikolay oleg pavel roman sergey stepan yuri alina anastasia daria ekaterina galina irina ksenia larisa marina natalia nina oksana polina svetlana tatiana vera victoria yulia";

const known = new Set([male, female, english, russianInLatin].flatMap((names) => names.split(" ")));

export const isGivenName = (word: string): boolean => known.has(word.toLowerCase().replaceAll("ё", "е"));
