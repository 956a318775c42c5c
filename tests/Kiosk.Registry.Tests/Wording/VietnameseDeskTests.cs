using System.CommandLine;
using System.Text.Json;
using Kiosk.CommandLine;
using Kiosk.Registry.CommandLine;
using Kiosk.Words;

namespace Kiosk.Registry.Tests.Wording;

public sealed class VietnameseDeskTests : IClassFixture<VietnameseDeskTests.MadeDesk>
{
    private readonly MadeDesk made;

    public VietnameseDeskTests(MadeDesk made) => this.made = made;

    public static TheoryData<string> Verbs => [.. NamesUnder(RegistryCommand.Root(Language.Vietnamese), "")];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_help_is_in_Vietnamese(string verb)
    {
        using var output = new StringWriter();
        Assert.Equal(0, RegistryCommand.Root(Language.Vietnamese).Parse($"{verb} --help").Invoke(new InvocationConfiguration { Output = output }));

        Assert.All(output.ToString().Split('\n').Where(line => IsProse(line) && !line.TrimStart().StartsWith(RootCommand.ExecutableName, StringComparison.Ordinal)), VietnameseText.AssertSpoken);
        Assert.DoesNotContain("Usage:", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Ví dụ:\n  registry ", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stauts")]
    [InlineData("burn")]
    [InlineData("root")]
    [InlineData("root sgin")]
    [InlineData("status one")]
    [InlineData("status --unknown")]
    [InlineData("status --dsek x")]
    [InlineData("--desk desk status")]
    [InlineData("status --desk")]
    [InlineData("status --desk --json")]
    [InlineData("status --desk \"\"")]
    [InlineData("rotate \"\"")]
    [InlineData("publish --from a --from b")]
    [InlineData("publish --check")]
    [InlineData("init --rsa --ed25519")]
    [InlineData("delta --since 1")]
    [InlineData("delta --province 01 --since none")]
    public void A_mistyped_command_line_is_one_Vietnamese_sentence(string arguments) =>
        VietnameseText.AssertSpoken(CommandLineMistake.In(RegistryCommand.Root(Language.Vietnamese).Parse(arguments), Language.Vietnamese)!);

    [Theory]
    [InlineData(0, "status --desk {desk}")]
    [InlineData(2, "status --desk /nowhere")]
    [InlineData(2, "status --desk /dev/null")]
    [InlineData(2, "status --desk {broken}")]
    [InlineData(2, "init --desk {desk}")]
    [InlineData(2, "init --desk {desk}/new")]
    [InlineData(2, "init --desk {desk} --province HN")]
    [InlineData(0, "init --desk {desk} --province 77")]
    [InlineData(2, "init --sample /dev/null")]
    [InlineData(2, "init --sample {desk}")]
    [InlineData(2, "init --desk /proc/none --province 01")]
    [InlineData(2, "init --desk {desk}/other --province 01 --encrypt")]
    [InlineData(2, "init --desk {desk}/other --province 01 --encrypt --pass-phrase-file /dev/zero")]
    [InlineData(2, "init --desk {desk}/other --province 01 --encrypt --pass-phrase-file /nowhere")]
    [InlineData(2, "delta --desk {desk} --province HN --since 1")]
    [InlineData(2, "delta --desk {desk} --province 01 --class cards --since 1")]
    [InlineData(2, "delta --desk {desk} --province 01 --since 9")]
    [InlineData(2, "rotate nobody --desk {desk}")]
    [InlineData(2, "publish --desk {desk} --keys /nowhere")]
    [InlineData(2, "publish --desk {desk} --from /nowhere")]
    [InlineData(1, "publish --desk {desk} --from {faults} --check")]
    [InlineData(2, "publish --desk {desk} --from {faults}")]
    [InlineData(0, "publish --desk {desk}")]
    [InlineData(0, "publish --desk {desk} --from {source}")]
    [InlineData(0, "publish --from {source} --check")]
    [InlineData(1, "publish --desk {desk} --from {empty}")]
    public async Task Whatever_the_desk_prints_is_in_Vietnamese(int code, string arguments)
    {
        var ended = (await Programs.RegistryInVietnameseAsync(made.Fill(arguments))).With(code);

        Assert.All($"{ended.Output}{ended.Error}".Split('\n').Where(IsProse), VietnameseText.AssertSpoken);
    }

    [Fact]
    public async Task A_document_keeps_its_names_and_says_its_sentences_in_Vietnamese()
    {
        var ended = (await Programs.RegistryInVietnameseAsync(made.Fill("publish --desk {desk} --from {faults} --check --json"))).With(1);

        using var document = JsonDocument.Parse(ended.Output);
        VietnameseText.AssertSpoken(document.RootElement.GetProperty("error").GetString()!);
        Assert.Contains("error", document.RootElement.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("severity").GetString()));
        Assert.All(document.RootElement.GetProperty("problems").EnumerateArray(), problem => VietnameseText.AssertSpoken(problem.GetProperty("sentence").GetString()!));
    }

    // Calls, and the names of files at work, are the same in each language.
    private static bool IsProse(string line) => line.Trim() is { Length: > 0 } text && text[0] != '[' && !text.StartsWith("registry ", StringComparison.Ordinal) && text.Split(' ') is not [_, "…"];

    private static IEnumerable<string> NamesUnder(Command command, string name) =>
        command.Subcommands.SelectMany(sub => NamesUnder(sub, $"{name} {sub.Name}".TrimStart())).Prepend(name);

    /// <summary>A desk that has published, and folders with mistakes.</summary>
    public sealed class MadeDesk : IAsyncLifetime
    {
        private readonly TestFiles files = new();

        public async Task InitializeAsync()
        {
            files.WriteSource(DeskPki.Issue(1), DeskPki.Issue(2));
            (await Programs.RegistryAsync("init", "--desk", files.At("desk"), "--province", "01")).With(0);
            (await Programs.RegistryAsync("publish", "--desk", files.At("desk"), "--from", files.At("source"))).With(0);
            CopySource("empty");
            files.Write("empty/provinces/01/members.csv", TestFiles.MembersHeader);
            files.Write("empty/provinces/01/meetings/dai-hoi.roster.csv", "card,class\n");
            CopySource("faults");
            files.Write("faults/Profile.json", "{}");
            files.Write("faults/policy.json", "{ 'a': 1 }");
            files.Write("faults/procedures.json", "[{}]");
            files.Write("faults/.DS_Store", "");
            files.Write("faults/provinces/HN/members.csv", "");
            files.Write("faults/provinces/01/members.csv", "name;unit\n");
            files.Write("faults/provinces/01/meetings/a.ics", "BEGIN:VCALENDAR\n");
            files.Write("faults/provinces/01/meetings/dai-hoi.roster.csv", "card,class\n1,lord\n");
            files.Write("broken/registry.json", "{ \"feed\": 7 }");
        }

        public string[] Fill(string arguments) =>
            [.. ((string[])["desk", "source", "faults", "empty", "broken"]).Aggregate(arguments, (text, name) => text.Replace($"{{{name}}}", files.At(name), StringComparison.Ordinal)).Split(' ')];

        public Task DisposeAsync()
        {
            files.Dispose();
            return Task.CompletedTask;
        }

        private void CopySource(string name)
        {
            foreach (var path in Directory.EnumerateFiles(files.At("source"), "*", SearchOption.AllDirectories))
            {
                files.Write($"{name}/{Path.GetRelativePath(files.At("source"), path)}", File.ReadAllBytes(path));
            }
        }
    }
}
