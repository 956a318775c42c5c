using System.Globalization;
using Kiosk.Feed.Records;

namespace Kiosk.Registry.Sources;

/// <summary>
/// <c>members.csv</c>: <c>certificate, name, card_number, unit, status, from</c> and optionally <c>to, decision</c>. The certificate is Base64 of DER, or the path
/// of a DER or PEM file from the CSV's folder. A line without certificate adds a further period to the member above.
/// </summary>
internal static class MembersCsv
{
    public const string Name = "members.csv";

    private const int Certificate = 0;
    private const int MemberName = 1;
    private const int CardNumber = 2;
    private const int Unit = 3;
    private const int Status = 4;
    private const int From = 5;
    private const int To = 6;
    private const int Decision = 7;
    private const int LeastBase64Length = 200;

    private static readonly string[] Columns = ["certificate", "name", "card_number", "unit", "status", "from", "to", "decision"];

    /// <summary>The members as they stand in the file.</summary>
    /// <exception cref="RegistryException">A line is not a member; the sentence names it.</exception>
    public static IEnumerable<MemberSource> Read(string path)
    {
        using var csv = Csv.Open(path, Columns, "to", "decision");
        MemberSource? member = null;
        while (csv.TryRead())
        {
            if (csv[Certificate].Length > 0)
            {
                if (member is not null)
                {
                    yield return member;
                }

                member = ReadMember(csv);
            }
            else if (member is null || csv[MemberName].Length + csv[CardNumber].Length + csv[Unit].Length > 0)
            {
                throw csv.At("a line without certificate only adds a period to the member above.");
            }

            member.Periods.Add(ReadPeriod(csv));
        }

        if (member is not null)
        {
            yield return member;
        }
    }

    /// <summary>The bytes of the certificate that a line gives.</summary>
    /// <exception cref="RegistryException">They cannot be had.</exception>
    public static byte[] CertificateOf(MemberSource member)
    {
        if (member.Certificate.Length >= LeastBase64Length)
        {
            var der = new byte[(member.Certificate.Length / 4 * 3) + 3];
            return Convert.TryFromBase64String(member.Certificate, der, out var length) && length <= CardCertificate.GreatestLength
                ? der[..length]
                : throw RegistryException.At(member.Path, member.Line, $"the certificate is not Base64 of at most {CardCertificate.GreatestLength} bytes.");
        }

        var path = Path.Combine(Path.GetDirectoryName(member.Path)!, member.Certificate);
        return File.Exists(path)
            ? CertificateFile.Unwrap(SourceText.Read(path, CertificateFile.GreatestLength), "CERTIFICATE", path)
            : throw RegistryException.At(member.Path, member.Line, $"there is no certificate {path}.");
    }

    private static MemberSource ReadMember(Csv csv) => new(csv.Path, csv.Line, csv[Certificate], Text(csv, MemberName, 200), Text(csv, CardNumber, 64), Text(csv, Unit, 500));

    private static string Text(Csv csv, int column, int greatestLength) =>
        csv[column] is { Length: > 0 } text && text.Length <= greatestLength && !text.Any(char.IsControl)
            ? text
            : throw csv.At($"{Columns[column]} is empty, longer than {greatestLength} characters or has control characters.");

    private static MembershipPeriod ReadPeriod(Csv csv)
    {
        var status = Enumerations.TryParse<MemberStatus>(csv[Status]) ?? throw csv.At($"\"{csv[Status]}\" is not a status: {Enumerations.Names<MemberStatus>()}.");
        var from = Day(csv, From) ?? throw csv.At("from is missing.");
        var to = Day(csv, To);
        return to is null || from <= to ? new(status, from, to, csv[Decision] is { Length: > 0 } decision ? decision : null) : throw csv.At("the period ends before it begins.");
    }

    private static DateOnly? Day(Csv csv, int column) =>
        csv[column].Length == 0 ? null
        : DateOnly.TryParseExact(csv[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw csv.At($"{Columns[column]} is \"{csv[column]}\" and not a day such as 2026-11-25.");
}

/// <summary>One member as the file gives it.</summary>
/// <param name="Line">Where it begins.</param>
internal sealed record MemberSource(string Path, int Line, string Certificate, string Name, string CardNumber, string Unit)
{
    public List<MembershipPeriod> Periods { get; } = new(1);
}
