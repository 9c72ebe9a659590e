/**
 * The words that the corpus is made of. Nothing here is taken from a real story: the sentences
 * built from these lists only look like financial news, in length, punctuation and digits.
 */

/** @param {string} text @returns {readonly string[]} */
const list = (text) => text.trim().split(/\s+/);

/** Places as `pinyin:汉字`: with KINDS they give the names of sources. */
export const PLACES = list(`
  beijing:北京 shanghai:上海 tianjin:天津 chongqing:重庆 guangzhou:广州 shenzhen:深圳 hangzhou:杭州
  nanjing:南京 wuhan:武汉 chengdu:成都 xian:西安 suzhou:苏州 ningbo:宁波 xiamen:厦门 fuzhou:福州
  jinan:济南 yantai:烟台 weifang:潍坊 dalian:大连 shenyang:沈阳 changchun:长春 haerbin:哈尔滨
  zhengzhou:郑州 luoyang:洛阳 changsha:长沙 nanchang:南昌 hefei:合肥 wuxi:无锡 changzhou:常州
  nantong:南通 yangzhou:扬州 xuzhou:徐州 wenzhou:温州 jiaxing:嘉兴 shaoxing:绍兴 jinhua:金华
  taizhou:台州 huzhou:湖州 foshan:佛山 dongguan:东莞 zhuhai:珠海 huizhou:惠州 zhongshan:中山
  kunming:昆明 guiyang:贵阳 nanning:南宁 haikou:海口 lanzhou:兰州 yinchuan:银川 xining:西宁
  wulumuqi:乌鲁木齐 huhehaote:呼和浩特 taiyuan:太原 shijiazhuang:石家庄 baoding:保定 tangshan:唐山
  langfang:廊坊 qinhuangdao:秦皇岛 datong:大同 baotou:包头 anshan:鞍山 jilin:吉林 daqing:大庆
  wuhu:芜湖 bengbu:蚌埠 quanzhou:泉州 zhangzhou:漳州 ganzhou:赣州 jiujiang:九江 linyi:临沂
  zibo:淄博 weihai:威海 rizhao:日照 yichang:宜昌 xiangyang:襄阳 zhuzhou:株洲 yueyang:岳阳
  guilin:桂林 liuzhou:柳州 mianyang:绵阳 zunyi:遵义 baoji:宝鸡 xianyang:咸阳`);

export const KINDS = list(`
  ribao:日报 wanbao:晚报 chenbao:晨报 zaobao:早报 caijing:财经 shangbao:商报 jingjibao:经济报
  zhengquanbao:证券报 jinrongbao:金融报 keji:科技 qiche:汽车 dichan:地产 nengyuan:能源
  yiyao:医药 wuliu:物流 waimao:外贸 nongye:农业 chanye:产业 guancha:观察 zixun:资讯
  kuaixun:快讯 touzi:投资 jijin:基金 qihuo:期货 baoxian:保险 xiaofei:消费`);

/** With THEMES they give the names of topics. */
export const SECTORS = list(`
  光伏 锂电池 半导体 白酒 券商 银行 保险 军工 医疗器械 创新药 中药 钢铁 煤炭 有色金属 稀土 化工
  水泥 工程机械 造船 航运 航空 机场 高铁 港口 电力 水电 核电 风电 储能 充电桩 新能源车 零部件
  家电 食品 乳业 养殖 种业 农机 纺织 服装 造纸 包装 传媒 游戏 影视 教育 旅游 酒店 零售 电商`);

export const THEMES = list(`
  动态 周评 数据 研报 龙头 价格 政策 出口 融资 并购 业绩 新品 招标 行情 供需 排名 访谈 展望 风险 图解`);

export const OPENINGS = list(`
  记者获悉， 当日盘后， 业内人士表示， 从披露的信息看， 截至发稿， 数据显示， 与此同时， 今年以来，
  上半年， 公告称， 调研中记者看到， 值得注意的是， 在这一背景下， 受此影响， 展望后市， 另一方面，
  据统计， 会议提出， 多位受访者认为， 按照计划， 此前， 随着需求回暖， 分地区看， 从产业链看，`);

export const SUBJECTS = list(`
  公司 该项目 当地主管部门 多家上市公司 行业协会 龙头企业 上游供应商 下游客户 中小企业 研究团队
  承销商 主要股东 董事会 管理层 机构投资者 国内厂商 海外买家 新建产线 示范园区 试点城市 核心子公司
  合作银行 三家基金 第三方机构 监管部门 市场主体 消费者 经销商 交易所 产业基金 设备制造商`);

export const MANNERS = list(`
  正在 已经 将 有望 持续 率先 加快 稳步 进一步 陆续 计划 着力 同步 逐步 明显 大幅 小幅 如期 首次 联合`);

export const VERBS = list(`
  扩大 推进 完成 披露 调整 提升 启动 优化 布局 签署 落实 压降 收购 增持 回购 转让 建设 发布 验收
  下调 上调 承接 拓展 巩固 改造 引进 培育 规范 审议 对接`);

export const DETAILS = list(`
  核心 关键 高端 区域 绿色 数字化 智能化 跨境 普惠 长期 存量 新增 配套 专项 海外 季度 年度 综合`);

export const OBJECTS = list(`
  产能 订单 研发投入 供应链体系 融资规模 服务网点 产品结构 库存水平 现金流 毛利率 市场份额 信息平台
  技术路线 招商项目 贷款投放 结算业务 检测标准 采购协议 合作框架 仓储中心 生产基地 人才队伍 渠道网络
  分红方案 募投项目 风险敞口 股权结构 资产负债表 碳排放强度 应收账款`);

export const TAILS = list(`
  为全年目标打下基础 市场反应总体平稳 预计下半年逐步见效 相关手续正在办理 具体金额尚待审计确认
  有助于降低综合成本 板块个股涨跌互现 成交额较前一日放大 供需缺口有所收窄 部分指标好于预期
  短期波动不改长期趋势 带动周边就业超过两千人 首批产品已交付客户 仍需关注原材料价格变化
  双方未透露更多细节 估值处于历史较低区间 后续进展将及时公告 覆盖城市增至三十余个`);

export const MEASURES = list(`
  同比增长 环比下降 较年初增加 同比下降 环比增长 超出预期 占比达到 累计完成 增速回落至 提高到`);

export const UNITS = list('% 亿元 万吨 万辆 万千瓦 个百分点 万户 亿股 万元 万平方米');
