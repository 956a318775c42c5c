using Kiosk.Feed.Records;
using Kiosk.Source.Problems;
using Kiosk.Source.Text;

namespace Kiosk.Source.Folders;

/// <summary>
/// <c>members.csv</c>: <c>certificate, name, card_number, unit, status, from</c> and optionally <c>to, decision, duties</c>; and for reports alone <c>sex, ethnicity, born, joined, education, theory</c>. The certificate is Base64 of DER, or the path
/// of a DER or PEM file relative to the CSV's folder. A line without certificate adds a period to the member above.
/// </summary>
internal sealed class MembersCsv(string path, SourceProblems problems)
{
    public const string Name = "members.csv";

    /// <summary>The certificate column.</summary>
    public const string CertificateColumn = "certificate";

    private const int MaxCertificateLength = 8 * 1024;
    private const int Certificate = 0;
    private const int MemberName = 1;
    private const int CardNumber = 2;
    private const int Unit = 3;
    private const int Status = 4;
    private const int From = 5;
    private const int To = 6;
    private const int Decision = 7;
    private const int SexColumn = 8;
    private const int Ethnicity = 9;
    private const int Born = 10;
    private const int Joined = 11;
    private const int Education = 12;
    private const int Theory = 13;
    private const int Duties = 14;
    private const int MaxTraitLength = 100;
    private const int LeastBase64Length = 200;
    private const long MaxLength = 1L << 30;

    private static readonly string[] Columns = [CertificateColumn, "name", "card_number", "unit", "status", "from", "to", "decision", "sex", "ethnicity", "born", "joined", "education", "theory", "duties"];

    /// <summary>Opens the file, for <see cref="Read"/>.</summary>
    /// <exception cref="RegistryException">It cannot be read, or its header has other columns.</exception>
    public Csv Open() => Csv.Open(path, problems, MaxLength, Columns, Columns[To..]);

    /// <summary>The members in file order; an invalid line is reported as a problem.</summary>
    /// <exception cref="RegistryException">Reading the file fails.</exception>
    public IEnumerable<MemberSource> Read(Csv csv)
    {
        MemberSource? member = null;
        // Lines below a member that could not be read belong to nobody; the problem is already reported.
        var isLost = false;
        while (csv.TryRead())
        {
            if (csv[Certificate].Length > 0)
            {
                if (member is not null)
                {
                    yield return member;
                }

                member = problems.Try(() => ReadMember(csv));
                isLost = member is null;
            }
            else if (csv[MemberName].Length + csv[CardNumber].Length + csv[Unit].Length + csv[Duties].Length > 0 || (member is null && !isLost))
            {
                problems.Error(csv.At(new("dòng không có chứng thư số chỉ bổ sung một giai đoạn cho đảng viên ở dòng trên.", "a line without certificate only adds a period to the member above.")));
                continue;
            }

            if (problems.Try(() => ReadPeriod(csv)) is { } period)
            {
                member?.Periods.Add(period);
            }
        }

        if (member is not null)
        {
            yield return member;
        }
    }

    /// <summary>The certificate given on a line.</summary>
    /// <exception cref="RegistryException">It cannot be read.</exception>
    public byte[] CertificateOf(MemberSource member)
    {
        if (member.Certificate.Length >= LeastBase64Length)
        {
            var der = new byte[(member.Certificate.Length / 4 * 3) + 3];
            return Convert.TryFromBase64String(member.Certificate, der, out var length) && length <= MaxCertificateLength
                ? der[..length]
                : throw RegistryException.At(path, member.Line, new($"chứng thư số không phải Base64 có tối đa {MaxCertificateLength} byte.", $"the certificate is not Base64 of at most {MaxCertificateLength} bytes."));
        }

        var file = Path.Combine(Path.GetDirectoryName(path)!, member.Certificate);
        try
        {
            return CertificateFile.Unwrap(SourceFile.Read(file, problems.Folder, CertificateFile.MaxLength), "CERTIFICATE", file);
        }
        catch (RegistryException e)
        {
            throw RegistryException.At(path, member.Line, new($"không dùng được chứng thư số \"{member.Certificate}\": {e.What.Vietnamese}", $"the certificate \"{member.Certificate}\" cannot be used: {e.What.English}"));
        }
    }

    private static MemberSource ReadMember(Csv csv)
    {
        var member = new MemberSource(csv.Line, csv[Certificate], Text(csv, MemberName, 200), Text(csv, CardNumber, 64), Text(csv, Unit, 500), DutiesIn(csv)) { Traits = ReadTraits(csv) };
        csv.WarnOfName(MemberName);
        csv.WarnOfName(Unit);
        foreach (var column in (int[])[MemberName, CardNumber, Unit])
        {
            csv.WarnOfNumber(column);
        }

        return member;
    }

    private static MemberTraits ReadTraits(Csv csv) => new MemberTraits(
        csv[SexColumn].Length == 0 ? Sex.Unknown : Enumerations.TryParse<Sex>(csv[SexColumn]) ?? throw csv.At(new($"sex là \"{csv[SexColumn]}\", chỉ có: {Enumerations.Names<Sex>()}.", $"sex is \"{csv[SexColumn]}\"; there are {Enumerations.Names<Sex>()}.")),
        Trait(csv, Ethnicity),
        csv.Day(Born),
        csv.Day(Joined),
        Trait(csv, Education),
        Trait(csv, Theory)) is var traits && traits != MemberTraits.None ? traits : MemberTraits.None;

    private static string? Trait(Csv csv, int column) => csv[column].Length == 0 ? null : Text(csv, column, MaxTraitLength);

    private static IReadOnlyList<Duty>? DutiesIn(Csv csv) => csv[Duties].Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words
        ? [.. words.Select(word => Enumerations.TryParse<Duty>(word) ?? throw csv.At(new(
            $"\"{word}\" không phải nhiệm vụ hợp lệ: {Enumerations.Names<Duty>()}, cách nhau bằng dấu cách.", $"\"{word}\" is not a duty: {Enumerations.Names<Duty>()}, with spaces between them."))).Distinct()]
        : null;

    private static string Text(Csv csv, int column, int maxLength) => csv[column] switch
    {
        "" => throw csv.At(new($"{Columns[column]} để trống.", $"{Columns[column]} is empty.")),
        { Length: var length } when length > maxLength => throw csv.At(new($"{Columns[column]} có {length} ký tự; tối đa là {maxLength}.", $"{Columns[column]} has {length} characters; {maxLength} are the most.")),
        var text => VietnameseLetters.Compose(text).Replace('\u00A0', ' '),
    };

    private static MembershipPeriod ReadPeriod(Csv csv)
    {
        var status = Enumerations.TryParse<MemberStatus>(csv[Status]) ?? throw csv.At(new($"\"{csv[Status]}\" không phải trạng thái hợp lệ: {Enumerations.Names<MemberStatus>()}.", $"\"{csv[Status]}\" is not a status: {Enumerations.Names<MemberStatus>()}."));
        var from = csv.Day(From) ?? throw csv.At(new("thiếu from.", "from is missing."));
        var to = csv.Day(To);
        return to is null || from <= to ? new(status, from, to, csv[Decision] is { Length: > 0 } decision ? decision : null) : throw csv.At(new("giai đoạn kết thúc trước khi bắt đầu.", "the period ends before it begins."));
    }
}

/// <summary>One member of the file.</summary>
/// <param name="Line">The line where it starts.</param>
/// <param name="Duties">Null for none.</param>
internal sealed record MemberSource(int Line, string Certificate, string Name, string CardNumber, string Unit, IReadOnlyList<Duty>? Duties = null)
{
    public List<MembershipPeriod> Periods { get; } = new(1);

    public MemberTraits Traits { get; init; } = MemberTraits.None;
}
