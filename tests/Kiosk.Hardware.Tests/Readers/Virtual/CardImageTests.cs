using System.Text;
using Kiosk.Cards.Tlv;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;
using Kiosk.Testing.Processes;
using Kiosk.Words;

namespace Kiosk.Hardware.Tests.Readers.Virtual;

public sealed class CardImageTests
{
    private const string Empty = """{ "atr": "3B80800101", "aid": "A000000308000010000100", "objects": {}, "keys": {} }""";

    [Fact]
    public void An_image_is_read_member_by_member()
    {
        var image = Parse("""
            { "atr": "3B80800101", "aid": "A000000308000010000100",
              "objects": { "5FC101": "530100", "7E": "7E00" },
              "keys": {},
              "faults": [ { "on": "0087", "after": 2, "do": "remove" } ] }
            """);

        Assert.Equal("3B80800101", image.AnswerToReset.ToString());
        Assert.Equal("A000000308000010000100", image.Application.ToString());
        Assert.Equal([0x53, 0x01, 0x00], image.Objects[new BerTag(0x5FC101)].ToArray());
        Assert.Equal([0x7E, 0x00], image.Objects[new BerTag(0x7E)].ToArray());
        var fault = Assert.Single(image.Faults);
        Assert.Equal([0x00, 0x87], fault.On.ToArray());
        Assert.Equal(2, fault.After);
        Assert.IsType<CardImageFault.Remove>(fault.Do);
    }

    [Fact]
    public void Written_and_read_again_an_image_is_the_same()
    {
        var image = TestCard.WithP256().WithFault("0087", new CardImageFault.Delay(TimeSpan.FromSeconds(3)), after: 1);

        var again = CardImage.Parse(Encoding.UTF8.GetBytes(image.ToJson()), image.Source);

        Assert.Equal(image.ToJson(), again.ToJson());
        Assert.Equal(image.Certificate(), again.Certificate());
        Assert.Equal(image.Keys[0x9E].Pkcs8.ToArray(), again.Keys[0x9E].Pkcs8.ToArray());
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("status:6F00")]
    [InlineData("delay:3000")]
    [InlineData("truncate:0")]
    [InlineData("garble")]
    [InlineData("replay")]
    [InlineData("replay:golden.json")]
    [InlineData("loop61")]
    public void Every_fault_is_written_in_the_word_it_is_read_from(string word) =>
        Assert.Equal(word, Assert.Single(Parse(WithFault(word)).Faults).Do.ToString());

    [Theory]
    [InlineData("explode")]
    [InlineData("remove:1")]
    [InlineData("")]
    [InlineData("Remove")]
    [InlineData("status")]
    [InlineData("status:6F0")]
    [InlineData("status:6F00 ")]
    [InlineData("delay:-1")]
    [InlineData("delay:1.5")]
    [InlineData("delay:99999999")]
    [InlineData("truncate:x")]
    [InlineData("swap")]
    [InlineData("swap:")]
    [InlineData("swap:../other.json")]
    [InlineData("replay:/etc/passwd")]
    public void An_unknown_fault_is_refused_by_name(string word) =>
        Assert.Equal($"card.json: the member \"do\" of entry 1 of \"faults\" is \"{word}\", which no card does.", Refusal(WithFault(word)));

    [Theory]
    [InlineData("3B80800101", "3B8080010", "card.json: the member \"atr\" is not hexadecimal.")]
    [InlineData("3B80800101", "", "card.json: the member \"atr\" has 0 bytes, where an ATR has 2 to 33.")]
    [InlineData("A000000308000010000100", "A0", "card.json: the member \"aid\" has 1 bytes, where an AID has 5 to 16.")]
    [InlineData("\"objects\": {}", "\"objects\": { \"5FC101\": \"5x\" }", "card.json: the member \"5FC101\" of \"objects\" is not hexadecimal.")]
    [InlineData("\"objects\": {}", "\"objects\": { \"5FC1\": \"53\" }", "card.json: the member \"5FC1\" of \"objects\" is not named by a tag of one to three bytes.")]
    [InlineData("\"objects\": {}", "\"objects\": { \"7E\": \"7E00\", \"7e\": \"7E00\" }", "card.json: the member \"7e\" of \"objects\" is there twice.")]
    [InlineData("\"keys\": {}", "\"keys\": { \"9\": { \"algorithm\": \"11\", \"pkcs8\": \"\" } }", "card.json: the member \"9\" of \"keys\" is not hexadecimal.")]
    [InlineData("\"keys\": {}", "\"keys\": { \"9E9A\": { \"algorithm\": \"11\", \"pkcs8\": \"\" } }", "card.json: the member \"9E9A\" of \"keys\" is 9E9A, not one hexadecimal byte.")]
    [InlineData("\"keys\": {}", "\"keys\": { \"9E\": { \"algorithm\": \"11\", \"pkcs8\": \"?\" } }", "card.json: the member \"pkcs8\" of \"9E\" of \"keys\" is not Base64.")]
    [InlineData("\"keys\": {}", "\"keys\": { \"9E\": { \"algorithm\": \"11\", \"pkcs8\": \"AAAA\" } }", "card.json: the member \"pkcs8\" of \"9E\" of \"keys\" is not a PKCS#8 private key, RSA or EC, that this system can use.")]
    public void A_broken_value_is_named_with_file_and_place(string right, string wrong, string message) =>
        Assert.Equal(message, Refusal(Empty.Replace(right, wrong, StringComparison.Ordinal)));

    [Theory]
    [InlineData("", ", line 1, column 1: there is nothing in it; JSON begins with a brace or a bracket.")]
    [InlineData("null", ": null is no card image.")]
    [InlineData("[]", ", line 1, column 2: the whole text is not what belongs there.")]
    [InlineData("{ \"application\": \"A000000308\", \"nonce\": \"AA==\" }", ": this is evidence as kiosk card read prints it, to be judged with kiosk card verify --evidence; a card image holds the card itself, with its key.")]
    [InlineData("{ \"kind\": \"piv\", \"application\": \"A000000308\" }", ": this is evidence as kiosk card read prints it, to be judged with kiosk card verify --evidence; a card image holds the card itself, with its key.")]
    [InlineData("{ \"atr\": 5 }", ", line 1, column 11: the member \"atr\" is not a text in quotes.")]
    [InlineData("{ \"atr\": null, \"aid\": \"A000000308\", \"objects\": {}, \"keys\": {} }", "the member \"atr\" is null, and must hold something.")]
    [InlineData("{ \"atr\": \"3B00\", \"aid\": \"A000000308\", \"objects\": {} }", "the member \"keys\" is missing. A card image is JSON with atr, aid, objects and keys. Samples lie in the folder cards of kiosk demo --data DIR.")]
    [InlineData("{ \"atr\": \"3B00\", \"aid\": \"A000000308\", \"objects\": {}, \"keys\": {}, \"colour\": \"red\" }", "the member \"colour\" is not known there; take it out, or check how it is written.")]
    [InlineData("{ \"atr\": \"3B00\", \"atr\": \"3B00\", \"aid\": \"A000000308\", \"objects\": {}, \"keys\": {} }", "the member \"atr\" stands twice; keep one of them.")]
    [InlineData("{ \"atr\": \"3B00\", \"aid\": \"A000000308\", \"objects\": {}, \"keys\": { \"9E\": { \"algorithm\": \"11\", \"pkcs8\": \"\", \"pin\": 1 } } }", "the member \"pin\" of \"9E\" of \"keys\" is not known there")]
    [InlineData("{ \"atr\": \"3B00\", \"aid\": \"A000000308\", \"objects\": {}, \"keys\": {} } {}", ", line 1, column 67: there is more after its end")]
    public void What_is_not_a_card_image_is_refused_with_its_place(string json, string place)
    {
        var message = Refusal(json);

        Assert.StartsWith("card.json", message, StringComparison.Ordinal);
        Assert.Contains(place, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_on_nothing_and_one_after_minus_one_are_refused()
    {
        Assert.Equal("card.json: the member \"on\" of entry 1 of \"faults\" is empty.", Refusal(WithFault("remove").Replace("0087", "", StringComparison.Ordinal)));
        Assert.Equal("card.json: the member \"after\" of entry 1 of \"faults\" is -1, less than 0.", Refusal(WithFault("remove").Replace("\"after\": 0", "\"after\": -1", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_missing_file_is_one_sentence()
    {
        var exception = Assert.Throws<CardImageException>(() => CardImage.Load("/nowhere/card.json"));

        Assert.Equal("/nowhere/card.json: there is no such file.", exception.Message);
    }

    [Fact]
    public void A_card_to_swap_in_is_loaded_from_beside_the_image()
    {
        using var folder = new ImageFolder();
        folder.Write("first.json", WithFault("swap:second.json"));
        folder.Write("second.json", Empty.Replace("3B80", "3B8F", StringComparison.Ordinal));

        var swap = Assert.IsType<CardImageFault.Swap>(Assert.Single(CardImage.Load(folder.Path("first.json")).Faults).Do);

        Assert.Equal("3B8F800101", swap.Card.AnswerToReset.ToString());
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/tmp")]
    public void A_card_to_swap_in_that_is_no_file_is_refused_at_once(string target)
    {
        using var folder = new ImageFolder();
        folder.Write("first.json", WithFault("swap:second.json"));
        File.CreateSymbolicLink(folder.Path("second.json"), target);

        var exception = Assert.Throws<CardImageException>(() => CardImage.Load(folder.Path("first.json")));

        Assert.Equal($"{folder.Path("second.json")}: this is no file; a card image is a file of JSON.", exception.Message);
    }

    [Fact]
    public async Task A_pipe_without_a_writer_holds_nobody_up()
    {
        using var folder = new ImageFolder();
        folder.Write("first.json", WithFault("swap:second.json"));
        (await ChildProcess.RunAsync("mkfifo", folder.Path("second.json"))).With(0);

        await Assert.ThrowsAsync<CardImageException>(() => Task.Run(() => CardImage.Load(folder.Path("first.json"))).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void Cards_that_swap_into_each_other_for_ever_are_refused()
    {
        using var folder = new ImageFolder();
        folder.Write("first.json", WithFault("swap:second.json"));
        folder.Write("second.json", WithFault("swap:first.json"));

        Assert.Throws<CardImageException>(() => CardImage.Load(folder.Path("first.json")));
    }

    [Fact]
    public void Bytes_changed_at_random_are_either_read_or_refused_with_the_own_exception()
    {
        var json = Encoding.UTF8.GetBytes(WithFault("status:6F00"));
        var random = new Random(11);
        for (var round = 0; round < 5_000; round++)
        {
            var changed = json.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            var exception = Record.Exception(() => CardImage.Parse(changed, "card.json"));
            Assert.True(exception is null or CardImageException, Encoding.UTF8.GetString(changed) + exception);
        }
    }

    private static string WithFault(string word) =>
        Empty.Replace("\"keys\": {}", $$"""
            "keys": {}, "faults": [ { "on": "0087", "after": 0, "do": "{{word}}" } ]
            """, StringComparison.Ordinal);

    private static CardImage Parse(string json) => CardImage.Parse(Encoding.UTF8.GetBytes(json), "card.json");

    [Theory]
    [InlineData("{ \"colour\": 1 }", "card.json: đây không phải tệp thẻ ảo, tức JSON có atr, aid, objects và keys. Tệp mẫu nằm trong thư mục cards của kiosk demo --data THƯ-MỤC [line 1, column ")]
    [InlineData("", "card.json: đây không phải tệp thẻ ảo, tức JSON có atr, aid, objects và keys. Tệp mẫu nằm trong thư mục cards của kiosk demo --data THƯ-MỤC [line 1, column 1: ")]
    [InlineData("null", "card.json: null không phải tệp thẻ ảo.")]
    [InlineData("{ \"kind\": \"piv\" }", "card.json: đây là bằng chứng do kiosk card read in ra")]
    public void It_is_refused_in_Vietnamese_too(string json, string sentence)
    {
        var refused = Assert.Throws<CardImageException>(() => Parse(json)).Sentence;

        Assert.StartsWith(sentence, refused.Vietnamese, StringComparison.Ordinal);
        Assert.DoesNotContain("line 1", refused.In(Language.Vietnamese).Split('\n')[0], StringComparison.Ordinal);
    }

    private static string Refusal(string json) => Assert.Throws<CardImageException>(() => Parse(json)).Message;

    private sealed class ImageFolder : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("card-image-");

        public string Path(string name) => System.IO.Path.Combine(folder.FullName, name);

        public void Write(string name, string json) => File.WriteAllText(Path(name), json);

        public void Dispose() => folder.Delete(recursive: true);
    }
}
