using System.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Service.CommandLine;
using Kiosk.Words;

namespace Kiosk.Service.Tests.CommandLine;

public sealed class VietnameseHelpTests
{
    public static TheoryData<string> Verbs => [.. SymbolsUnder(KioskCommand.Root(Language.English), "").Where(symbol => symbol.Symbol is Command { Hidden: false }).Select(symbol => symbol.Name)];

    /// <summary>What was written in English alone is the same in both.</summary>
    [Fact]
    public void Every_description_is_in_the_language_that_is_spoken()
    {
        var pairs = SymbolsUnder(KioskCommand.Root(Language.Vietnamese), "").Zip(SymbolsUnder(KioskCommand.Root(Language.English), "")).ToList();

        Assert.All(pairs, pair =>
        {
            Assert.Equal(pair.First.Name, pair.Second.Name);
            Assert.NotEmpty(pair.First.Symbol.Description!);
            Assert.NotEqual(pair.Second.Symbol.Description, pair.First.Symbol.Description);
        });
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void No_heading_of_the_library_is_left_in_English(string verb)
    {
        using var output = new StringWriter();
        Assert.Equal(0, KioskCommand.Root(Language.Vietnamese).Parse($"{verb} --help").Invoke(new InvocationConfiguration { Output = output }));

        Assert.Contains("Cách dùng:", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Ví dụ:", output.ToString(), StringComparison.Ordinal);
        Assert.All(["Usage:", "Examples:", "Options:", "Commands:", "Arguments:", "[options]", "(REQUIRED)", "[default:"], heading => Assert.DoesNotContain(heading, output.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("stauts", "kiosk không có lệnh \"stauts\"; có phải là status? Xem: kiosk --help")]
    [InlineData("mode", "Sau kiosk mode cần một lệnh: verify, meeting hoặc procedure. Ví dụ: kiosk mode meeting dai-hoi-2026")]
    [InlineData("status --jsn", "kiosk status không có tùy chọn --jsn; có phải là --json?")]
    [InlineData("status soon", "kiosk status không nhận thêm từ nào, \"soon\" là thừa. Ví dụ: kiosk status")]
    [InlineData("fuzz --cards many", "--cards \"many\" không phải số nguyên từ 0 đến 1000000000000, như --cards 10000.")]
    [InlineData("devices touch --rotation 45", "--rotation chỉ nhận 0, 90, 180 hoặc 270, không nhận \"45\".")]
    [InlineData("sync import", "kiosk sync import cần path (điểm gắn của USB). Ví dụ: kiosk sync import /media/usb")]
    [InlineData("log export", "Hãy chọn --csv hoặc --json, như: kiosk log export --csv")]
    public void A_mistyped_command_line_is_one_Vietnamese_sentence(string arguments, string sentence) =>
        Assert.Equal(sentence, CommandLineMistake.In(KioskCommand.Root(Language.Vietnamese).Parse(arguments), Language.Vietnamese));

    private static IEnumerable<(string Name, Symbol Symbol)> SymbolsUnder(Command command, string name) =>
    [
        (name, command),
        .. command.Options.Select(option => ($"{name} {option.Name}", (Symbol)option)),
        .. command.Arguments.Select(argument => ($"{name} {argument.Name}", (Symbol)argument)),
        .. command.Subcommands.SelectMany(verb => SymbolsUnder(verb, $"{name} {verb.Name}".TrimStart())),
    ];
}
