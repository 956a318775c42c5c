using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>Encrypts what identifies a person to the registry certificate of the current generation.</summary>
internal sealed class JournalSeals
{
    private readonly Lock gate = new();
    private ReadOnlyMemory<byte> certificate;
    private JournalSeal? seal;

    /// <param name="revocationAsOf">The time as of which the card was known not to be revoked; null if unknown.</param>
    /// <param name="flag">Why a clerk should check the entry, or <see cref="ReasonCode.None"/>.</param>
    /// <returns>Null if nothing about the person is known (verify-only).</returns>
    /// <exception cref="OutOfServiceException">The registry certificate cannot be used for encryption.</exception>
    public PendingSeal? Prepare(TapContext context, JournalMode mode, Attendee attendee, ReasonCode flag, DateTimeOffset? revocationAsOf) => attendee.Tag is { } tag
        ? SealFor(RecipientOf(context)).Prepare(DetailsOf(context.Mode, tag, attendee, flag) with { RevocationAsOf = revocationAsOf }, mode)
        : null;

    /// <summary>Encrypts who did something at the terminal.</summary>
    /// <param name="by">Such as <c>card:TAG</c>.</param>
    /// <exception cref="OutOfServiceException">The registry certificate cannot be used for encryption.</exception>
    public PendingSeal PrepareAct(TapContext context, JournalMode mode, string by) => Prepare(context, mode, new SealedDetails(By: by));

    /// <summary>Encrypts what only the registry may read.</summary>
    /// <exception cref="OutOfServiceException">The registry certificate cannot be used for encryption.</exception>
    public PendingSeal Prepare(TapContext context, JournalMode mode, SealedDetails details) => SealFor(RecipientOf(context)).Prepare(details, mode);

    // A secret meeting's records are its owner's.
    private static ReadOnlyMemory<byte> RecipientOf(TapContext context) => context.Mode is AdmissionMode.AtMeeting { Meeting: { IsSecret: true, Owner: { } owner } } ? owner : context.Generation.RegistryCertificate;

    private JournalSeal SealFor(ReadOnlyMemory<byte> registry)
    {
        lock (gate)
        {
            return seal is not null && certificate.Span.SequenceEqual(registry.Span) ? seal : Renew(registry);
        }
    }

    private JournalSeal Renew(ReadOnlyMemory<byte> registry)
    {
        try
        {
            seal = JournalSeal.Create(X509CertificateLoader.LoadCertificate(registry.Span));
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new OutOfServiceException(new OutOfService(ReasonCode.TerminalCache, Phrase.WithDetail("Không dùng được chứng thư số của cơ quan quản lý", $"The registry's certificate cannot be used: {exception.Message}")), exception);
        }

        certificate = registry;
        return seal;
    }

    private static SealedDetails DetailsOf(AdmissionMode mode, CardTag tag, Attendee attendee, ReasonCode flag)
    {
        var details = new SealedDetails(Tag: tag.ToString(), Flag: flag == ReasonCode.None ? null : ReasonTable.NameOf(flag));
        return mode switch
        {
            AdmissionMode.AtMeeting => details with
            {
                Class = attendee.Invitation?.Class.ToString(),
                Role = attendee.Invitation?.Role,
                Seat = attendee.Invitation?.Seat is { } seat ? $"{seat.Area}-{seat.Row}-{seat.Number}" : null,
                Delegation = attendee.Invitation?.Delegation,
                CountsForQuorum = attendee.Flags.CountsForQuorum,
                CountsForVotingBase = attendee.Flags.CountsForVotingBase,
                MayVote = attendee.Flags.MayVote,
                Late = attendee.Late,
                Invitation = attendee.By?.ToString(),
            },
            AdmissionMode.ForProcedure procedure => details with { CaseNumber = procedure.CaseNumber?.Text, Purpose = procedure.Purpose.Text, By = procedure.Desk.Clerk is { } clerk ? SealedDetails.OfCard(clerk.ToString()) : null, Replaces = attendee.Replaces?.ToString() },
            _ => details,
        };
    }
}
