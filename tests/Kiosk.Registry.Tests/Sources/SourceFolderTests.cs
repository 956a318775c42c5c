using Kiosk.Feed.Targets;
using Kiosk.Registry.Sources;

namespace Kiosk.Registry.Tests.Sources;

public sealed class SourceFolderTests : IDisposable
{
    private static readonly TestCard[] Cards = [TestCard.Issue(1), TestCard.Issue(2)];

    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_source_folder_becomes_the_content_of_a_publication()
    {
        var content = new SourceFolder(files.WriteSource(Cards), () => new byte[32], progress: null).Read(CancellationToken.None);

        Assert.Equal(
            ["anchors/root.crt", "crls/root.crl", "policy.json", "procedures.json", "profile.json", "registry.crt"],
            content.National.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(0x30, content.National["anchors/root.crt"].Span[0]);
        Assert.Equal(SyncPolicy.Default.ToJson(), content.National["policy.json"].ToArray());
        Assert.Equal([2, 1, 2], Assert.Single(content.Provinces).Sets.Select(set => set.Rows.Count));
    }

    [Theory]
    [InlineData("source/policy.json", "{}", "policy.json: line 1")]
    [InlineData("source/procedures.json", "[{}]", "procedures.json line 1")]
    [InlineData("source/registry.crt", "no", "registry.crt is not a certificate")]
    [InlineData("source/crls/root.crl", "no", "root.crl is not a certificate revocation list")]
    [InlineData("source/anchors/root.txt", "no", "root.txt is not a file ending in .crt")]
    [InlineData("source/membres.csv", "", "membres.csv has no place in a source folder")]
    [InlineData("source/provinces/HN/members.csv", "", "is not the folder of a province")]
    [InlineData("source/provinces/01/members.csv", "name\n", "members.csv line 1: the column \"certificate\" is missing")]
    [InlineData("source/provinces/01/meetings/dai-hoi.json", "{\n}", "dai-hoi.json line 2")]
    public void A_bad_file_is_named(string name, string content, string sentence)
    {
        var source = files.WriteSource(Cards);
        files.Write(name, content);

        Assert.Contains(
            sentence,
            Assert.Throws<RegistryException>(() => new SourceFolder(source, () => new byte[32], progress: null).Read(CancellationToken.None)).Message,
            StringComparison.Ordinal);
    }
}
