"""Chinese words of bulletins and what they mean; the same kinds and codes as `lexicon_en`."""

from __future__ import annotations

PRODUCTS = (
    ("product", "vehicle", "汽车; 机动车; 整车; 汽车整车; 车辆; 汽车新车; 全部汽车"),
    ("product", "passenger_car", "乘用车; 轿车; 小汽车"),
    ("product", "commercial_vehicle", "商用车; 商用汽车"),
    ("product", "truck", "货车; 卡车; 载货车; 重卡"),
    ("product", "bus", "客车; 大客车; 公交车"),
    ("product", "nev", "新能源汽车; 新能源车; 新能源; 新能源汽车整车"),
    ("product", "bev", "纯电动汽车; 纯电动车; 纯电动; 纯电; 电动汽车; 电动车"),
    ("product", "phev", "插电式混合动力汽车; 插电式混合动力; 插电混动; 插混; 插电式混动汽车; 插电式混动; 插混汽车; 插电混动汽车"),
    ("product", "hybrid", "混合动力汽车; 混合动力; 混动汽车; 普通混动"),
    ("product", "fcev", "燃料电池汽车; 燃料电池车; 氢燃料电池汽车"),
    ("product", "ice", "传统燃油车; 燃油车; 传统燃料汽车; 传统能源汽车; 燃油汽车; 传统燃油汽车"),
    ("product", "ice_passenger", "传统燃料乘用车; 传统燃油乘用车; 燃油乘用车; 传统能源乘用车; 常规燃油乘用车"),
    ("product", "nev_passenger", "新能源乘用车"),
    ("product", "nev_commercial", "新能源商用车"),
    ("product", "chinese_brand_passenger_car", "中国品牌乘用车; 自主品牌乘用车; 自主品牌"),
    ("product", "chinese_brand_nev_passenger", "中国品牌新能源乘用车; 自主品牌新能源乘用车"),
    ("product", "used_vehicle", "二手车; 二手汽车"),
    ("product", "connected_vehicle", "智能网联汽车"),
    ("product", "battery", "动力电池"),
    ("product", "charger", "充电桩; 充电基础设施; 充电设施; 公共充电桩"),
    ("product", "chip", "集成电路; 芯片"),
    ("product", "vehicle_part", "汽车零部件; 零部件"),
    ("level2", "level2", "组合驾驶辅助功能; 组合驾驶辅助; L2级; L2; 组合辅助驾驶功能; 组合辅助驾驶; 辅助驾驶; L2级及以上"),
)  # fmt: skip

INDICATORS = (
    ("indicator", "exports", "出口; 出口量; 出口数量; 出口总量; 出口额; 出口金额; 出口总额; 出口销量; 共出口; 海外销售; 海外销量; 境外销量; 海外市场销量"),
    ("indicator", "imports", "进口; 进口量; 进口额; 进口金额"),
    ("indicator", "sales", "销量; 销售; 销售量; 总销量; 交付; 交付量; 批发; 批发销量; 批发量; 新车销量; 销售总量; 新车销售; 售出; 卖出; 交易量"),
    ("indicator", "retail_sales", "零售; 零售量; 零售销量; 市场零售"),
    ("indicator", "domestic_sales", "国内销量; 国内销售; 内销; 国内市场销量; 汽车国内销量; 内需"),
    ("indicator", "production", "产量; 生产; 下线; 制造; 总产量"),
    ("indicator", "production+sales", "产销; 产销量; 产量和销量; 生产和销售"),
    ("indicator", "registrations", "新注册登记; 注册量; 新车注册; 注册登记; 新登记"),
    ("indicator", "stock", "保有量; 保有; 存量"),
    ("indicator", "investment", "投资; 投资额"),
    ("indicator", "capacity", "产能"),
    ("share", "share", "渗透率; 市场份额; 占比; 占有率; 份额; 市场占有率; 占; 比重; 销量占比; 占总; 占比达; 的比例"),
)  # fmt: skip

PLACES = (
    ("place", "CN", "我国; 中国; 全国; 中汽协; 中国汽车工业协会; 乘联会; 乘联分会; 上海工厂"),
    ("place", "WORLD", "全球; 世界; 国际市场"),
    ("place", "EU", "欧盟"), ("place", "?", "欧洲; 东南亚; 东盟; 中东; 非洲; 拉美; 中亚; 亚洲"),
    ("place", "US", "美国"), ("place", "GB", "英国"), ("place", "DE", "德国"), ("place", "FR", "法国"),
    ("place", "JP", "日本"), ("place", "KR", "韩国"), ("place", "RU", "俄罗斯"), ("place", "MX", "墨西哥"),
    ("place", "CA", "加拿大"), ("place", "AE", "阿联酋"), ("place", "BE", "比利时"), ("place", "BR", "巴西"),
    ("place", "TH", "泰国"), ("place", "AU", "澳大利亚; 澳洲"), ("place", "IN", "印度"), ("place", "NO", "挪威"),
    ("place", "SA", "沙特"), ("place", "TR", "土耳其"), ("place", "ES", "西班牙"), ("place", "IT", "意大利"),
    ("place", "NL", "荷兰"), ("place", "ID", "印度尼西亚; 印尼"), ("place", "MY", "马来西亚"), ("place", "VN", "越南"),
    ("place", "KZ", "哈萨克斯坦"), ("place", "UZ", "乌兹别克斯坦"), ("place", "HU", "匈牙利"), ("place", "PH", "菲律宾"),
)  # fmt: skip

MAKERS = (
    ("maker", "BYD", "比亚迪"), ("maker", "Tesla", "特斯拉"), ("maker", "SAIC", "上汽集团; 上汽"), ("maker", "Geely", "吉利汽车; 吉利"),
    ("maker", "Chery", "奇瑞汽车; 奇瑞集团; 奇瑞"), ("maker", "Changan", "长安汽车; 长安"), ("maker", "Great Wall", "长城汽车"),
    ("maker", "GAC", "广汽集团; 广汽"), ("maker", "FAW", "一汽集团; 中国一汽"), ("maker", "Dongfeng", "东风汽车; 东风集团"),
    ("maker", "BAIC", "北汽集团; 北汽"), ("maker", "NIO", "蔚来"), ("maker", "XPeng", "小鹏汽车; 小鹏"), ("maker", "Li Auto", "理想汽车"),
    ("maker", "Leapmotor", "零跑汽车; 零跑"), ("maker", "Xiaomi", "小米汽车"), ("maker", "Seres", "赛力斯"),
    ("maker", "Volkswagen", "大众汽车"), ("maker", "Toyota", "丰田"), ("maker", "Honda", "本田"), ("maker", "Foton", "福田汽车"),
    ("maker", "CATL", "宁德时代"), ("maker", "Wuling", "上汽通用五菱"),
    ("ownmaker", "it", "该公司; 公司; 该企业; 集团"),
)  # fmt: skip

GRAMMAR = (
    ("up", "verb", "增长; 上升; 提高; 提升; 增加; 上涨; 增幅; 高出; 涨幅; 多增; 回升; 猛增; 大增; 激增; 扩大; 增速为; 增速达; 增; 升; 涨"),
    ("down", "verb", "下降; 减少; 下滑; 降低; 下跌; 降幅; 回落; 收窄; 减; 降; 跌; 萎缩"),
    ("flat", "flat", "持平; 基本持平"),
    ("jump", "100", "翻番; 翻一番; 翻倍"), ("jump", "300", "翻两番"), ("jump", "-50", "减半; 腰斩"),
    ("yoy", "year", "同比; 比上年同期; 较上年同期; 比去年同期; 较去年同期; 比上年; 较上年; 比去年; 较去年; 与上年同期; 与去年同期;"
     "比上一年; 较上一年; 相比上年同期; 同期相比; 年增"),
    ("mom", "month", "环比; 比上月; 较上月; 比上个月; 较上个月; 与上月"),
    ("lastyear", "year", "上年同期; 去年同期; 上一年同期"),
    ("respectively", "respectively", "分别"),
    ("of", "of", "其中; 当中; 包括"),
    ("status", "target", "目标; 力争; 争取; 计划销售; 规划"),
    ("status", "forecast", "预计; 有望; 预测; 预期; 或将达到; 将达到; 将突破; 将超过; 料将; 可能达到"),
    ("status", "quota", "配额"),
    ("other", "other", "社会消费品零售; 消费品; 零售总额; 利润; 净利润; 营收; 营业收入; 收入; 价格; 股价; 关税; 税率; 均价; 毛利率; 研发投入; 国内生产总值; 增加值; 人员;"
     "员工; 库存; 贷款; 消费; 居民; 指数; 产能利用率; 补贴; 市值; 续航; 专利; 人口; 投资者; 就业"),
    ("growthword", "growth", "增速; 增长率; 增幅较"),
    ("unit", "vehicles", "辆; 台"),
    ("same", "product", "这一数字; 该数字; 这一数据; 这一指标"),
)  # fmt: skip

ROWS = PRODUCTS + INDICATORS + PLACES + MAKERS + GRAMMAR
