using FsCheck;
using FsCheck.Fluent;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

public sealed class MalformedSegmentTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly string segment;
    private readonly byte[] whole;

    public MalformedSegmentTests()
    {
        Write(folder.Path, frames: 3);
        segment = JournalFolder.SegmentPath(folder.Path, 1);
        whole = File.ReadAllBytes(segment);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Random_bytes_are_read_or_refused_as_a_journal() =>
        Prop.ForAll<byte[]>(IsReadOrRefused).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_bytes_after_a_valid_header_are_read_or_refused_as_a_journal() =>
        Prop.ForAll<byte[]>(bytes => IsReadOrRefused([.. whole[..SegmentHeader.LengthFor(Terminal)], .. bytes])).QuickCheckThrowOnFailure();

    [Fact]
    public void A_spliced_journal_is_read_or_refused()
    {
        var contents =
            from inserted in ArbMap.Default.GeneratorFor<byte[]>()
            from before in Gen.Choose(0, whole.Length)
            from after in Gen.Choose(0, whole.Length)
            select (byte[])[.. whole[..before], .. inserted, .. whole[after..]];
        Prop.ForAll(contents.ToArbitrary(), IsReadOrRefused).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("magic only", "4b494f534b4a4e4c")]
    [InlineData("another version", "4b494f534b4a4e4c0002")]
    [InlineData("no terminal id", "4b494f534b4a4e4c0001000000010000000000000001000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("terminal id past the end", "4b494f534b4a4e4c0001000000010000000000000001000000000000000000000000000000000000000000000000000000000000000000ff41")]
    public void A_file_without_a_whole_header_is_refused(string what, string hex)
    {
        File.WriteAllBytes(segment, Convert.FromHexString(hex));

        var refusal = Assert.Throws<JournalBrokenException>(() => Open(folder.Path));

        Assert.True(refusal.Break.Offset == 0, what);
    }

    private bool IsReadOrRefused(byte[] content)
    {
        File.WriteAllBytes(segment, content);
        try
        {
            return JournalReader.Open(folder.Path).Read().Count() <= 3;
        }
        catch (JournalException)
        {
            return true;
        }
    }
}
