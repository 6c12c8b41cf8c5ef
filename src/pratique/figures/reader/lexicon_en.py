"""English words of bulletins and what they mean: products, indicators, places, makers, grammar words.

Rows are (kind, code, phrases); see `phrases` for how a phrase is written. Codes of products and indicators are
those of `pratique.figures.codes`. A `maker` is a firm; its figures are never taken for a country's.
"""

from __future__ import annotations

_CARS = "(car|vehicle|automobile|auto)?"

PRODUCTS = (
    ("product", "vehicle", "(vehicle|automobile|auto)?; motor vehicle?; (automotive|vehicular);"
     "total (new|) (vehicle|auto)?; overall (vehicle|auto)?; all (car|vehicle)?"),
    ("product", "car", "car; cars; new car?; total (new|) car?; overall car?"),
    ("anaphor", "product", "such (car|vehicle)?; these (car|vehicle)?; those (car|vehicle)?"),
    ("total", "total", "total; overall; the total"),
    ("product", "passenger_car", f"passenger {_CARS}; (saloon|sedan)?; new passenger {_CARS}; light passenger {_CARS}"),
    ("product", "commercial_vehicle", f"commercial {_CARS}"),
    ("product", "passenger_car+commercial_vehicle", "passenger and commercial (vehicle|car)?"),
    ("product", "truck", "truck?; (lorry|lorries)"),
    ("product", "bus", "bus; buses; coaches; electric bus; electric buses"),
    ("product", "nev", f"(new|) energy vehicle?; nev?; new energy {_CARS}; new energy; new energy product?;"
     "electrified vehicle?; new energy automobile?"),
    ("product", "bev", "battery electric vehicle?; battery electric car?; battery electric?; bev?; pure electric vehicle?;"
     "pure electric car?; electric vehicle?; electric car?; ev?; all electric vehicle?; all electric car?; battery cars"),
    ("product", "phev", "plug in hybrid?; plug in hybrid electric vehicle?; plug in hybrid vehicle?; plug in hybrid car?;"
     "phev?; plug in?"),
    ("product", "nev", "battery electric and plug in hybrid (vehicle|car)?; plug in electric (vehicle|car)?"),
    ("product", "hybrid", "hybrid?; hybrid (vehicle|car)?; conventional hybrid?"),
    ("product", "fcev", "fuel cell vehicle?; fuel cell electric vehicle?; fcev?; fuel cell car?; hydrogen vehicle?"),
    ("product", "ice", f"conventional fuel {_CARS}; fuel powered {_CARS}; traditional fuel {_CARS}; gasoline {_CARS};"
     f"traditional fuel powered {_CARS}; internal combustion {_CARS}; combustion engine {_CARS}; conventional {_CARS};"
     f"petrol {_CARS}; ice {_CARS}"),
    ("product", "ice_passenger", f"(traditional|conventional) fuel powered passenger {_CARS};"
     f"fuel powered passenger {_CARS}; (traditional|conventional) fuel passenger {_CARS};"
     f"(conventional|traditional) passenger {_CARS}; gasoline passenger {_CARS}"),
    ("product", "nev_passenger", f"new energy passenger {_CARS}; nev passenger {_CARS}; passenger nev?;"
     f"electric passenger {_CARS}"),
    ("product", "nev_commercial", f"new energy commercial {_CARS}; commercial nev?; electric commercial {_CARS}"),
    ("product", "chinese_brand_passenger_car", f"chinese brand passenger {_CARS}; chinese branded passenger {_CARS};"
     f"domestic brand passenger {_CARS}; passenger {_CARS} of chinese brand?; chinese brand {_CARS}"),
    ("product", "used_vehicle", "(used|second hand) (car|vehicle)?"),
    ("product", "connected_vehicle", "connected (car|vehicle)?; intelligent connected vehicle?; smart (car|vehicle)?"),
    ("product", "battery", "power batter(y|ies); traction batter(y|ies); power battery; power batteries; traction batteries"),
    ("product", "chip", "chip?; semiconductor?; integrated circuit?"),
    ("product", "charger", "charging (pile|point|station)?; public charger?; charger?"),
    ("product", "vehicle_part", "(auto|car|vehicle) parts; auto part?"),
    ("level2", "level2", "level 2; level two; l2; level 2 or above; driver assistance; driving assistance;"
     "combined driver assistance; combined driving assistance; assisted driving; automated driving"),
)  # fmt: skip

INDICATORS = (
    ("indicator", "exports", "export?; exported; exporting; overseas shipment?; shipment?; shipped; foreign shipments;"
     "overseas sales; export (volume|sales|number)?; left the country; left china; sent abroad; went abroad; export value; value of export?; export total?"),
    ("indicator", "imports", "import?; imported; importing; will admit; admit; admitted; import volume"),
    ("indicator", "sales", "sale?; sold; selling; sell; delivered; deliver(y|ies); delivery; deliveries; new car sales;"
     "sales volume?; wholesale sales; wholesales; wholesale; wholesale volume"),
    ("indicator", "retail_sales", "retail sale?; retail sales volume; retail; retailed"),
    ("indicator", "domestic_sales", "domestic sale?; home sales; home market sales; sales at home; sales in the home market"),
    ("indicator", "production", "production; output; produced; producing; built; manufactured; rolled off;"
     "production volume; made in"),
    ("indicator", "registrations", "registration?; new registration?; registered"),
    ("indicator", "stock", "on the road?; on china's road?; (car|vehicle) (fleet|population|parc); in use; ownership;"
     "stock of"),
    ("indicator", "investment", "investment?; invest; invested"),
    ("indicator", "capacity", "(production|annual) capacity; capacity"),
    ("indicator", "production+sales", "production and sales; output and sales"),
    ("indicator", "sales+production", "sales and production; sales and output"),
    ("share", "share", "accounting for; accounted for; account for; accounts for; share of; market share of; made up;"
     "making up; make up; makes up; penetration; penetration rate; market share; share; represented; represents;"
     "constituted; constituting; comprised; comprising; penetration rates; taking up; took up"),
)  # fmt: skip

PLACES = (
    ("place", "CN", "china; china's; chinese; the country's; the nation's; mainland china; prc; caam; cpca; caam's;"
     "china association of automobile manufacturers; china passenger car association; shanghai plant; beijing's"),
    ("place", "WORLD", "global; globally; world; worldwide; world's; around the globe; around the world; international market"),
    ("place", "EU", "eu; european union; eu's; the bloc"),
    ("place", "?", "europe; europe's; european; asia; africa; latin america; asean; southeast asia; middle east;"
     "the gulf; central asia; the west"),
    ("place", "US", "united states; u s; us; american; america; united states'"),
    ("place", "GB", "uk; britain; united kingdom; british; u k"),
    ("place", "DE", "germany; german; germany's"), ("place", "FR", "france; french; france's"),
    ("place", "JP", "japan; japanese; japan's"), ("place", "KR", "south korea; korea; korean; south korea's"),
    ("place", "RU", "russia; russian; russia's"), ("place", "MX", "mexico; mexican; mexico's"),
    ("place", "CA", "canada; canadian; canada's"), ("place", "AE", "uae; united arab emirates"),
    ("place", "BE", "belgium; belgian"), ("place", "BR", "brazil; brazilian; brazil's"),
    ("place", "TH", "thailand; thai; thailand's"), ("place", "AU", "australia; australian; australia's"),
    ("place", "IN", "india; indian; india's"), ("place", "NO", "norway; norwegian; norway's"),
    ("place", "SA", "saudi arabia"), ("place", "TR", "turkey; turkish; türkiye"), ("place", "ES", "spain; spanish"),
    ("place", "IT", "italy; italian"), ("place", "NL", "netherlands; dutch"), ("place", "SE", "sweden; swedish"),
    ("place", "ID", "indonesia; indonesian"), ("place", "MY", "malaysia; malaysian"), ("place", "VN", "vietnam"),
    ("place", "ZA", "south africa"), ("place", "PH", "philippines"), ("place", "KZ", "kazakhstan"),
    ("place", "UZ", "uzbekistan"), ("place", "HU", "hungary; hungarian"), ("place", "PL", "poland; polish"),
    ("place", "CL", "chile"), ("place", "PE", "peru"), ("place", "EG", "egypt"), ("place", "SG", "singapore"),
    ("place", "CH", "switzerland; swiss"), ("place", "AT", "austria"), ("place", "IL", "israel"),
)  # fmt: skip

MAKERS = (
    ("maker", "BYD", "byd; byd's"), ("maker", "Tesla", "tesla; tesla's; tesla china"), ("maker", "SAIC", "saic; saic motor"),
    ("maker", "Geely", "geely; geely's; geely auto"), ("maker", "Chery", "chery; chery's; chery automobile"),
    ("maker", "Changan", "changan; changan automobile"), ("maker", "Great Wall", "great wall; great wall motor?; gwm"),
    ("maker", "GAC", "gac; gac group; gac motor"), ("maker", "FAW", "faw; faw group"), ("maker", "Dongfeng", "dongfeng"),
    ("maker", "BAIC", "baic"), ("maker", "NIO", "nio; nio's"), ("maker", "XPeng", "xpeng; xpeng's"),
    ("maker", "Li Auto", "li auto; li auto's"), ("maker", "Leapmotor", "leapmotor; leapmotor's"),
    ("maker", "Xiaomi", "xiaomi; xiaomi's; xiaomi ev"), ("maker", "Seres", "seres; aito"), ("maker", "Zeekr", "zeekr"),
    ("maker", "Volkswagen", "volkswagen; vw; volkswagen's"), ("maker", "Toyota", "toyota; toyota's"),
    ("maker", "Honda", "honda; honda's"), ("maker", "Nissan", "nissan"), ("maker", "General Motors", "general motors; gm"),
    ("maker", "Ford", "ford; ford's"), ("maker", "BMW", "bmw; bmw's"), ("maker", "Mercedes-Benz", "mercedes benz; mercedes"),
    ("maker", "Hyundai", "hyundai; hyundai motor"), ("maker", "Kia", "kia"), ("maker", "Stellantis", "stellantis"),
    ("maker", "Renault", "renault"), ("maker", "Foton", "foton"), ("maker", "JAC", "jac"), ("maker", "Hongqi", "hongqi"),
    ("maker", "Volvo", "volvo; volvo cars"), ("maker", "Polestar", "polestar"), ("maker", "CATL", "catl"),
    ("maker", "Baidu", "baidu; baidu's"), ("maker", "Wuling", "wuling; saic gm wuling"), ("maker", "VinFast", "vinfast"),
    ("ownmaker", "it", "the carmaker; the automaker; the company; the firm; the group; the brand; the manufacturer"),
)  # fmt: skip

GRAMMAR = (
    ("up", "verb", "up; rose; risen; rise; rises; rising; grew; grow; grown; growing; grows; increased; increasing; climbed;"
     "climbing; climb; jumped; jumping; jump; soared; soaring; soar; surged; surging; surge; gained; gaining; gain; expanded;"
     "expanding; advanced; advancing; edged up; edging up; ticked up; improved; leapt; leaped; added; inched up; spiked;"
     "skyrocketed; skyrocketing; went up; going up; swelled; rebounded; accelerated; picked up"),
    ("up", "noun", "increase; increases; growth; growths; higher; more; gains; above; upswing; uptick; expansion; faster"),
    ("down", "verb", "down; fell; fall; fallen; falling; falls; declined; declining; decline; decreased; decreasing; dropped;"
     "dropping; drop; slipped; slipping; slid; sliding; sank; plunged; plunging; plunge; shrank; shrinking; shrink;"
     "tumbled; tumbling; contracted; contracting; edged down; edging down; lost; dipped; dipping; dip; lower; slumped;"
     "slumping; slump; retreated; eased; went down; slashed; cut; tanked; plummeted; plummeting; weakened"),
    ("down", "noun", "decrease; decreases; drops; declines; less; fewer; below; reduction; contraction; slower; behind"),
    ("flat", "flat", "flat; unchanged; level with; on par with; stable at"),
    ("jump", "100", "doubled; double; doubling; twofold; more than doubled; almost doubled; nearly doubled"),
    ("jump", "200", "tripled; triple; trebled; threefold; tripling"), ("jump", "300", "quadrupled; fourfold"),
    ("jump", "-50", "halved; halving"),
    ("yoy", "year", "an annual; a yearly; on the year; on the same month last year; year on year; year over year; yoy; y o y; from a year earlier; from a year ago; than a year ago;"
     "than a year earlier; than a year before; a year earlier; a year ago; from the previous year; from last year;"
     "over last year; compared with last year; compared to last year; on year; annually; from the same period last year;"
     "annual; on a yearly basis; from the year before; over the previous year; than last year; than the previous year;"
     "than in the previous year; over a year earlier; on an annual basis; compared with the previous year; a year before;"
     "compared to the previous year; versus the previous year; versus last year; above the previous year; the year before;"
     "from the year earlier; from one year earlier; from one year ago; from the prior year; over the prior year"),
    ("mom", "month", "a monthly; on the month; month on month; month over month; mom; m o m; from a month earlier; from a month ago;"
     "from the previous month; from last month; than a month earlier; than the previous month; on month; over the previous month;"
     "compared with the previous month; compared to the previous month; from the month before; sequentially; from the prior month;"
     "over the prior month; on a monthly basis; than in the previous month"),
    ("respectively", "respectively", "respectively"),
    ("of", "of", "of which; of them; among them; of these; of the total; of that; of those; of that total; among which;"
     "including; included; includes; of this"),
    ("status", "target", "target?; goal?; aims to; aim to; aims for; aiming to; aiming for; aimed to; plan to sell; plans to;"
     "planning to; wants; want; hopes to; intends to; should make up; objective; ambition; strive to; strives to; set a goal;"
     "is to reach; are to reach; targeted; targeting; pledged to; vowed to"),
    ("status", "forecast", "forecast?; forecasts; forecasting; expected; expects; expect; projected; projects that; projection;"
     "predicted; predicts; predict; prediction; estimates that; may exceed; could reach; likely to; will reach; will exceed;"
     "may reach; could exceed; outlook; is set to; are set to; will grow; will rise; will hit; will total; foresees; sees;"
     "will be; would reach; should reach; will climb; anticipates; anticipated; poised to; will surpass; will top"),
    ("status", "quota", "quota?; tariff rate quota; annual cap"),
    ("other", "other", "profit?; net profit; revenue?; income; turnover; gdp; price?; share price; stock?; tariff?; dut(y|ies);"
     "duty; duties; wage?; job?; employees; staff; workers; inflation; interest rate?; margin?; gross margin; dealer?;"
     "inventory; inventories; loan?; debt; dividend?; tax; taxes; salary; employment; investors; market value;"
     "market capitalization; earnings; loss; losses; utilization; utilisation; value added; index; retail stores; patent?;"
     "consumption; consumer goods; cost; costs; r d spending; spending; fund?; subsidy; subsidies; value added output; economy; satisfaction;"
     "unemployment; population; shares in; stake; ownership stake; score; bonus; discount?; range; battery range"),
    ("growthword", "growth", "growth rate?; growth pace; the pace of growth; rate of growth; pace"),
    ("same", "product", "the figure; this figure; that figure; the number; the total volume; this number"),
)  # fmt: skip

ROWS = PRODUCTS + INDICATORS + PLACES + MAKERS + GRAMMAR
