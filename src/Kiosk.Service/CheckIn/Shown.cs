using Kiosk.Feed.Invitations;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>What somebody showed to the terminal, and how it was judged.</summary>
internal abstract record Shown
{
    private Shown(ReadOnlyMemory<byte> bytes, ReasonCode code) => (Bytes, Code) = (bytes, code);

    /// <summary>By which the same thing is recognised when it is shown again.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Of the judgement: the same thing judged otherwise is answered anew.</summary>
    public ReasonCode Code { get; }

    /// <summary>Until when revocations were known; null where nothing was asked of them.</summary>
    public virtual DateTimeOffset? AsOf => null;

    /// <summary>A card, by its certificate.</summary>
    public sealed record Card(ReadOnlyMemory<byte> Certificate, Verdict Verdict) : Shown(Certificate, CardJudge.CodeOf(Verdict))
    {
        /// <inheritdoc/>
        public override DateTimeOffset? AsOf => Verdict.AsOf;
    }

    /// <summary>A code held to the scanner in place of a card.</summary>
    /// <param name="Judgement">Null where no meeting is served.</param>
    public sealed record Invitation(ReadOnlyMemory<byte> Text, InvitationJudgement? Judgement) : Shown(Text, ReasonCode.None);
}
