/** What the page of bonuses and cards says, in English. A part of the dictionary. */
export const bonusesEn = {
  "place.bonuses": "Bonuses and cards",
  "place.bonuses.short": "Bonuses",
  "keys.bonuses": "Bonuses and cards",

  "bonuses.title": "Bonuses and cards",
  "bonuses.lead": "How much bonus is on cards, what of it burns and when, how many cards are sold.",
  "bonuses.figures": "Bonuses in numbers",
  "bonuses.spendable": "can be spent today",
  "bonuses.within": "burn within {{days}} days if we stay silent",
  "bonuses.cards_one": "{{number}} card",
  "bonuses.cards_other": "{{number}} cards",
  "bonuses.empty": "There is no bonus on any card.",
  "bonuses.empty.next": "It comes with the first purchase on a card.",

  "bonuses.offices": "By office",
  "bonuses.office": "Office",
  "bonuses.office.unknown": "office not known",
  "bonuses.office.about":
    "A card counts for the office where it was presented last; not presented yet, for the one that sold it.",
  "bonuses.column.spendable": "Can be spent",
  "bonuses.column.cards": "Cards",
  "bonuses.column.within": "In {{days}} days",
  "bonuses.column.forecast": "Forecast for {{weeks}} weeks",
  "bonuses.total": "All offices",
  "bonuses.range": "{{low}} – {{high}}",

  "forecast.title": "What will burn, week by week",
  "forecast.sentence":
    "By {{day}} most likely {{expected}} burns: in 80 cases of 100 from {{low}} to {{high}}. If nobody comes, {{due}} burns.",
  "forecast.sentence.due": "By {{day}} {{due}} burns if nobody comes.",
  "forecast.nothing": "Nothing can burn before {{day}}.",
  "forecast.rests_one":
    "The forecast rests on {{number}} return of a card, since {{day}}; one for all offices.",
  "forecast.rests_other":
    "The forecast rests on {{number}} returns of cards, since {{day}}; one for all offices.",
  "forecast.notEnough_one":
    "There is too little history for a forecast yet: cards came back {{count}} time. It comes after a hundred returns and one whole lifetime of the bonus.",
  "forecast.notEnough_other":
    "There is too little history for a forecast yet: cards came back {{count}} times. It comes after a hundred returns and one whole lifetime of the bonus.",
  "forecast.legend.expected": "most likely burns",
  "forecast.legend.interval": "in 80 cases of 100",
  "forecast.legend.due": "if nobody comes",
  "forecast.chart": "What burns week by week, {{from}} to {{through}}",
  "forecast.week": "{{from}} – {{through}}",
  "forecast.asTable": "As a table",
  "forecast.column.week": "Week",
  "forecast.column.expected": "Forecast",
  "forecast.column.interval": "In 80 cases of 100",
  "forecast.column.due": "If nobody comes",
  "forecast.accuracy": "How good are such forecasts?",
  "forecast.accuracy.sentence_one":
    "Of {{count}} month that is over the interval held {{inside}}; the forecast was {{error}} off on average. It was made as of the first day and knew only what had been before.",
  "forecast.accuracy.sentence_other":
    "Of {{count}} months that are over the interval held {{inside}}; the forecast was {{error}} off on average. It was made as of the first day and knew only what had been before.",
  "forecast.accuracy.none":
    "Nothing to test on yet: not one whole month has passed after the bonus’s first lifetime.",
  "forecast.column.month": "Month",
  "forecast.column.burned": "Burned",
  "forecast.column.inside": "In the interval",
  "forecast.inside.true": "yes",
  "forecast.inside.false": "no",

  "sales.title": "Cards sold",
  "sales.sentence_one": "In 12 months {{number}} card was sold, which is {{income}}.",
  "sales.sentence_other": "In 12 months {{number}} cards were sold, which is {{income}}.",
  "sales.given_one": "{{number}} more was given.",
  "sales.given_other": "{{number}} more were given.",
  "sales.column.plan": "Plan a month",
  "sales.column.year": "12 months",
  "sales.goesOn": "{{month}}, so far",
  "sales.plan": "{{least}}–{{most}} cards",
  "sales.noPlan": "no plan",
  "sales.band": "The band in the picture is the plan; months that met it are green.",
  "sales.months": "{{months}}; plan {{plan}}",
  "sales.below": "below plan",
  "sales.within": "as planned",
  "sales.above": "above plan",
  "sales.left": "{{left}} to go",
  "sales.withoutOffice": "no office, from a file of purchases",
  "sales.everyMonth": "Every month",
  "sales.empty": "No card was sold in 12 months.",
  "sales.empty.next": "Cards sold at a till or loaded from a file will show here.",

  "use.title": "Paid and given",
  "use.paid": "Paid",
  "use.given": "Given",
  "use.metric": "Measure",
  "use.cards": "Cards",
  "use.presentations": "Presented a year, times a card",
  "use.turnover": "Purchases a year and card",
  "use.again": "Presented again before the bonus burned",
  "use.share": "{{percent}}%",
  "use.interval": "{{low}} to {{high}}%",
  "use.little": "not enough data yet",
  "use.sentence.more":
    "Paid cards are presented again more often than given ones: {{paid}}% against {{given}}%.",
  "use.sentence.less":
    "Given cards are presented again more often than paid ones: {{given}}% against {{paid}}%.",
  "use.sentence.same":
    "Paid and given cards are presented again equally often: the difference may be chance.",
  "use.sentence.little":
    "Too early to compare: it takes {{least}} cards of each kind whose first bonus has had its whole time. There are {{paid}} paid and {{given}} given.",
  "use.about":
    "Cards sold since {{day}}. Below the share is its interval: it is in there in 80 cases of 100.",
};
