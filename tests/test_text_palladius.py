"""Pinyin to Russian: the whole table, names in both orders, and nothing for what is no pinyin."""

import pytest

from glossary.text import palladius

NAMES = """Xi Jinping=Си Цзиньпин; Li Zhanshu=Ли Чжаньшу; Zhao Long=Чжао Лун; Shi Yinhong=Ши Иньхун;
Xinning Liu=Лю Синьнин; Maiqi Ding=Дин Майци; Mao Zedong=Мао Цзэдун; Li Keqiang=Ли Кэцян; Wang Yi=Ван И;
Qin Gang=Цинь Ган; Zhou Enlai=Чжоу Эньлай; Hu Jintao=Ху Цзиньтао; Hua Chunying=Хуа Чуньин; Yang Jiechi=Ян Цзечи;
Cai Qi=Цай Ци; Ding Xuexiang=Дин Сюэсян; Lü Buwei=Люй Бувэй; Ouyang Xiu=Оуян Сю; Sima Qian=Сыма Цянь;
Wang Huning=Ван Хунин; Han Zheng=Хань Чжэн; Wang Wenbin=Ван Вэньбинь; He Lifeng=Хэ Лифэн; Zhang Youxia=Чжан Юся;
Dong Jun=Дун Цзюнь; Xue Hanqin=Сюэ Ханьцинь; Zhu Rongji=Чжу Жунцзи; Jiang Zemin=Цзян Цзэминь;
Wen Jiabao=Вэнь Цзябао; Zhao Ziyang=Чжао Цзыян; Hu Yaobang=Ху Яобан; Li Peng=Ли Пэн; Chen Yun=Чэнь Юнь;
Liu Shaoqi=Лю Шаоци; Lin Biao=Линь Бяо; Peng Dehuai=Пэн Дэхуай; Zhu De=Чжу Дэ; Ye Jianying=Е Цзяньин;
Li Xiannian=Ли Сяньнянь; Yang Shangkun=Ян Шанкунь; Qiao Shi=Цяо Ши; Li Ruihuan=Ли Жуйхуань;
Wu Bangguo=У Банго; Jia Qinglin=Цзя Цинлинь; Zeng Qinghong=Цзэн Цинхун; Huang Ju=Хуан Цзюй;
Wu Guanzheng=У Гуаньчжэн; Li Changchun=Ли Чанчунь; Luo Gan=Ло Гань; Zhou Yongkang=Чжоу Юнкан;
He Guoqiang=Хэ Гоцян; Zhang Dejiang=Чжан Дэцзян; Yu Zhengsheng=Юй Чжэншэн; Liu Yunshan=Лю Юньшань;
Wang Qishan=Ван Цишань; Zhang Gaoli=Чжан Гаоли; Wang Yang=Ван Ян; Zhao Leji=Чжао Лэцзи; Li Qiang=Ли Цян;
Chen Quanguo=Чэнь Цюаньго; Guo Shengkun=Го Шэнкунь; Huang Kunming=Хуан Куньмин; Yang Xiaodu=Ян Сяоду;
Xu Qiliang=Сюй Цилян; Wei Fenghe=Вэй Фэнхэ; Li Shangfu=Ли Шанфу; Geng Shuang=Гэн Шуан; Cui Tiankai=Цуй Тянькай;
Liu Jieyi=Лю Цзеи; Zhang Jun=Чжан Цзюнь; Zhang Hanhui=Чжан Ханьхуэй; Li Hui=Ли Хуэй; Bo Xilai=Бо Силай;
Gu Kailai=Гу Кайлай; Xu Caihou=Сюй Цайхоу; Guo Boxiong=Го Босюн; Ling Jihua=Лин Цзихуа; Sun Zhengcai=Сунь Чжэнцай;
Liu Xiaobo=Лю Сяобо; Liu Xia=Лю Ся; Fang Lizhi=Фан Личжи; Wei Jingsheng=Вэй Цзиншэн; Chen Guangcheng=Чэнь Гуанчэн;
Hu Jia=Ху Цзя; Ren Zhengfei=Жэнь Чжэнфэй; Meng Wanzhou=Мэн Ваньчжоу; Ma Huateng=Ма Хуатэн; Wang Jianlin=Ван Цзяньлинь;
Xu Jiayin=Сюй Цзяинь; Lei Jun=Лэй Цзюнь; Zhang Yiming=Чжан Имин; Zhong Nanshan=Чжун Наньшань; Tu Youyou=Ту Юю;
Yuan Longping=Юань Лунпин; Qian Xuesen=Цянь Сюэсэнь; Yang Liwei=Ян Ливэй; Liu Yang=Лю Ян; Wang Yaping=Ван Япин;
Mo Yan=Мо Янь; Liu Cixin=Лю Цысинь; Yu Hua=Юй Хуа; Lu Xun=Лу Синь; Guo Moruo=Го Можо; Lao She=Лао Шэ;
Ba Jin=Ба Цзинь; Zhang Yimou=Чжан Имоу; Chen Kaige=Чэнь Кайгэ; Gong Li=Гун Ли; Zhang Ziyi=Чжан Цзыи;
Fan Bingbing=Фань Бинбин; Yao Ming=Яо Мин; Liu Xiang=Лю Сян; Li Na=Ли На; Peng Shuai=Пэн Шуай; Sun Yang=Сунь Ян;
Ding Junhui=Дин Цзюньхуэй; Ding Liren=Дин Лижэнь; Hou Yifan=Хоу Ифань; Lang Lang=Лан Лан; Tan Dun=Тань Дунь;
Zhu Fenglian=Чжу Фэнлянь; Lu Kang=Лу Кан; Hong Lei=Хун Лэй; Qin Shi'an=Цинь Шиань; Guo Ang'ao=Го Анъао"""
PAIRS = [tuple(pair.strip().split("=")) for pair in NAMES.split(";")]


def test_known_persons_are_written_as_the_press_has_them():
    wrong = {}
    for pinyin, russian in PAIRS:
        got = palladius.person(pinyin)[0][:1]
        if got != [russian]:
            wrong[pinyin] = (got, russian)
    assert wrong == {}
    assert len(PAIRS) > 100


@pytest.mark.parametrize(
    "name",
    [
        "Leung Chun-ying",
        "Li Ka-shing",
        "Lien Chan",
        "Tenzin Gyatso",
        "Ilham Tohti",
        "Lance Gore",
        "Kim Jong Un",
        "",
        "'",
    ],
)
def test_nothing_is_returned_for_what_is_not_pinyin(name):
    assert palladius.person(name) == ([], "")


@pytest.mark.parametrize(
    ("pinyin", "russian"),
    [
        ("Chang'an", "Чанъань"),
        ("Xi’an", "Сиань"),
        ("Guangyuan", "Гуанъюань"),
        ("Pingyao", "Пинъяо"),
        ("Zhong'an", "Чжунъань"),
        ("Shěnyáng", "Шэньян"),
        ("Luoyang", "Лоян"),
        ("Huizhou", "Хуэйчжоу"),
        ("lv", "Люй"),
        ("nüe", "Нюэ"),
        ("Aguo", "Аго"),
    ],
)
def test_a_pinyin_word_is_written_as_the_table_of_syllables_has_it(pinyin, russian):
    assert palladius.word(pinyin)[0] == russian


def test_the_whole_table_follows_itself():
    assert len([line for line in palladius.syllables() if line.isalpha()]) >= 421
    assert all(palladius.follows(russian) for russian in palladius.syllables().values())
    assert not palladius.follows("Дзиньпин")
    assert not palladius.follows("")


def test_a_hostile_word_ends_soon():
    assert palladius.person("Li " + "xian" * 5000) == ([], "")
    assert len(palladius.divide("xian" * 9)) <= 8
    assert palladius.person("Li " + "anyu'" * 5000 + "anyu") == ([], "")
    assert palladius.person("Li " + "o'" * 100_000 + "neill") == ([], "")


def test_a_rare_surname_is_one_before_a_given_name_of_two_syllables():
    assert palladius.person("Hui Liangyu") == (["Хуэй Лянъюй"], "surname first")
    assert palladius.person("Hui Wang") == (["Ван Хуэй"], "surname last")
    assert palladius.person("Bin Laden") == ([], "")
    assert palladius.person("Xi") == (["Си"], "surname")
