using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Source.Folders;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Tests.Sources;

public sealed class CsvTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_file_of_one_endless_line_is_refused_and_not_held_in_memory()
    {
        files.Write("a.csv", $"card,class\n{new string('x', 1_000_000)}\nHN-1,member\n");

        Assert.Equal(["HN-1|member"], Records());
        Assert.Equal("a.csv line 2: the line has more than 131072 characters.", files.Error());
    }

    [Fact]
    public void UTF_16_with_its_mark_is_read_as_Excels_Unicode_text()
    {
        files.Write("a.csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("card\tclass\r\nHN-1\tThành viên\r\n")]);

        Assert.Equal(["HN-1|Thành viên"], Records());
    }

    [Fact]
    public void A_byte_that_is_not_UTF_8_is_refused_by_its_true_line()
    {
        files.Write("a.csv", [.. Encoding.UTF8.GetBytes("card,class\n" + string.Concat(Enumerable.Range(0, 70_000).Select(i => $"HN-{i},Nguyễn\n"))), .. "HN-x,Nguy"u8, 0xEA, 0xDE, .. "n\nHN-y,An\n"u8]);

        Assert.StartsWith("line 70002: this is not UTF-8, it looks like Windows-1258", Assert.Throws<RegistryException>(Records).Message.Split("a.csv ")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_are_records_or_problems_or_refused()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            files.Write("a.csv", [.. "card,class\n"u8, .. bytes]);
            return IsReadOrRefused();
        }).QuickCheckThrowOnFailure();
    }

    private bool IsReadOrRefused()
    {
        try
        {
            Records();
            return true;
        }
        catch (RegistryException refused)
        {
            return refused.Line > 0;
        }
    }

    private List<string> Records()
    {
        var records = new List<string>();
        using var csv = Csv.Open(files.At("a.csv"), files.Problems, 1 << 24, ["card", "class"]);
        while (csv.TryRead())
        {
            records.Add($"{csv[0]}|{csv[1]}");
        }

        return records;
    }
}
