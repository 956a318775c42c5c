using System.Security.Cryptography;
using Kiosk.Service.Cache;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Cache;

public sealed class CrlFileTests : IDisposable
{
    private const string Label = "X509 CRL";
    private static readonly byte[] Der = [0x30, 0x82, .. RandomNumberGenerator.GetBytes(300_000)];
    private readonly TestFolder folder = new();

    private string Path => folder["list.crl"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void DER_is_read_as_it_is() => Assert.Equal(Der, Read(Der));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void PEM_is_decoded(string lineEnd) => Assert.Equal(Der, Read(Pem(Der).Replace("\n", lineEnd, StringComparison.Ordinal)));

    [Fact]
    public void PEM_without_a_last_line_end_or_with_space_behind_is_decoded()
    {
        Assert.Equal(Der, Read(Pem(Der).TrimEnd()));
        Assert.Equal(Der, Read(Pem(Der) + "\n \r\n"));
    }

    [Fact]
    public void Another_label_is_refused() => Refuses(PemEncoding.WriteString("CERTIFICATE", Der));

    [Fact]
    public void A_second_block_is_refused() => Refuses(Pem(Der) + "\n" + Pem(Der));

    [Fact]
    public void A_block_without_an_end_is_refused() => Refuses(Pem(Der)[..^20]);

    [Fact]
    public void A_line_without_an_end_is_refused() => Refuses("-----BEGIN X509 CRL-----\n" + new string('A', 10_000));

    [Theory]
    [InlineData("AAA")]
    [InlineData("AAA-")]
    [InlineData("")]
    public void A_line_that_is_no_Base64_is_refused(string line) => Refuses($"-----BEGIN {Label}-----\n{line}\nAAAA\n-----END {Label}-----\n");

    [Fact]
    public void A_file_of_100_MB_is_refused_unread()
    {
        using (var file = File.Create(Path))
        {
            file.SetLength(100 * 1024 * 1024);
        }

        Assert.Contains("are the most", Assert.Throws<CacheSourceException>(() => CrlFile.Open(new(Path, Path))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Equal($"{Path} is missing.", Assert.Throws<CacheSourceException>(() => CrlFile.Open(new(Path, Path))).Message);

    private static string Pem(byte[] der) => PemEncoding.WriteString(Label, der) + "\n";

    private byte[] Read(byte[] content)
    {
        File.WriteAllBytes(Path, content);
        using var stream = CrlFile.Open(new(Path, Path));
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }

    private byte[] Read(string content) => Read(System.Text.Encoding.ASCII.GetBytes(content));

    private void Refuses(string content) => Assert.Throws<CacheSourceException>(() => Read(content));
}
