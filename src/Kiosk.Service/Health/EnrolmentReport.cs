using System.Text.Json.Serialization;
using Kiosk.Feed.Records;
using Kiosk.Service.Identity;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>State of the terminal's enrolment.</summary>
/// <param name="KeyKind">Where its keys are: <c>file</c> or <c>tpm</c>; null if that is not known.</param>
/// <param name="Until">End of its certificates; null before the first enrolment.</param>
/// <param name="RenewalDue">When they are to be renewed: half of their life.</param>
/// <param name="RevokedAt">By the feed; null while the key is in force.</param>
/// <param name="Sentence">The same for people.</param>
internal sealed record EnrolmentReport(string TerminalId, EnrolmentStage Stage, string? KeyKind, DateTimeOffset? Until, DateTimeOffset? RenewalDue, DateTimeOffset? RevokedAt, Phrase Sentence)
{
    /// <summary>Certificates that end so soon were not renewed for a year.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromDays(30);

    private const string Day = "yyyy-MM-dd";

    /// <summary>Whether a collector takes the terminal's journal, as far as the certificates matter.</summary>
    [JsonIgnore]
    public bool IsInForce => Stage is EnrolmentStage.Enrolled or EnrolmentStage.RenewalDue;

    /// <summary>For whoever asks whether the terminal is ready: what will soon be, or is, in the way of its uploads.</summary>
    /// <returns>Null if nothing is.</returns>
    public Phrase? RemarkAt(DateTimeOffset now) => Stage is EnrolmentStage.Expired || (Stage is EnrolmentStage.RenewalDue && Until - now < Short) ? Sentence : null;

    /// <param name="revoked">What the feed says of the terminal's key; null while it is in force.</param>
    public static EnrolmentReport Of(EnrolmentStanding standing, TerminalRevocation? revoked, DateTimeOffset now)
    {
        var stage = StageOf(standing, revoked, now);
        var (until, due) = (standing.Certificates?.NotAfter, standing.Certificates?.RenewalDue);
        return new(standing.TerminalId, stage, standing.KeyKind, until, due, revoked?.At, standing.Fault ?? Say(stage, until, due, revoked));
    }

    private static EnrolmentStage StageOf(EnrolmentStanding standing, TerminalRevocation? revoked, DateTimeOffset now) => standing switch
    {
        _ when revoked is not null => EnrolmentStage.Revoked,
        { Fault: not null } => EnrolmentStage.Unreadable,
        { Certificates: null } => EnrolmentStage.NotEnrolled,
        { Certificates: var held } when now >= held.NotAfter => EnrolmentStage.Expired,
        { Certificates: var held } when now >= held.RenewalDue => EnrolmentStage.RenewalDue,
        _ => EnrolmentStage.Enrolled,
    };

    private static Phrase Say(EnrolmentStage stage, DateTimeOffset? until, DateTimeOffset? due, TerminalRevocation? revoked)
    {
        var (end, from) = (until?.ToString(Day, null), due?.ToString(Day, null));
        return stage switch
        {
            EnrolmentStage.Revoked => new($"Ghi danh đã bị thu hồi ngày {revoked!.At.ToString(Day, null)}: {revoked.Reason}.", $"The enrolment was revoked on {revoked.At.ToString(Day, null)}: {revoked.Reason}."),
            EnrolmentStage.Expired => new($"Chứng thư số đã hết hạn ngày {end}: máy thu thập không nhận nhật ký.", $"The certificates expired on {end}: the collector does not take the journal."),
            EnrolmentStage.RenewalDue => new($"Đã ghi danh đến {end}, đến hạn gia hạn từ {from}.", $"Enrolled until {end}; renewal is due since {from}."),
            EnrolmentStage.Enrolled => new($"Đã ghi danh đến {end}; gia hạn từ {from}.", $"Enrolled until {end}; renewal is due from {from}."),
            _ => new("Thiết bị chưa được ghi danh.", "The terminal is not enrolled."),
        };
    }
}

/// <summary>How far a terminal's enrolment is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EnrolmentStage>))]
internal enum EnrolmentStage
{
    /// <summary>Its files cannot be read.</summary>
    Unreadable = 0,

    NotEnrolled,

    /// <summary>The feed revokes its key.</summary>
    Revoked,

    Expired,

    /// <summary>In force, and half of its life is over.</summary>
    RenewalDue,

    Enrolled,
}
