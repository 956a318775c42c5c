using Kiosk.Hardware.Cards.Piv;
using Kiosk.Hardware.Iso7816;
using Kiosk.Hardware.Readers;

namespace Kiosk.Hardware.Cards;

/// <summary>Reads one card from arrival to evidence, within one presence and one deadline.</summary>
public sealed class CardSession(ICardReader reader, ChallengeSource challenges, TimeProvider time)
{
    /// <inheritdoc cref="ReadAsync(CardArrival, CardReadingProfile, CardReadListener, CancellationToken)"/>
    public ValueTask<CardReadResult> ReadAsync(CardArrival arrival, CardReadingProfile profile, CancellationToken cancellationToken) =>
        ReadAsync(arrival, profile, CardReadListener.None, cancellationToken);

    /// <summary>Collects the evidence. A reader fault is tried again once while the card lies still; nothing else is.</summary>
    /// <exception cref="RandomSourceException">No fresh challenge could be made: the terminal must go out of service.</exception>
    public async ValueTask<CardReadResult> ReadAsync(CardArrival arrival, CardReadingProfile profile, CardReadListener listener, CancellationToken cancellationToken)
    {
        if (arrival.AnswerToReset.IsStorageCard)
        {
            return new CardReadResult.Unsupported();
        }

        using var expiry = new CancellationTokenSource(profile.ReadDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        try
        {
            return await ReadWithRetryAsync(new Reading(arrival, profile, listener, new Deadline(time, profile.ReadDeadline)), either.Token);
        }
        catch (CardException exception)
        {
            return ToResult(exception);
        }
        catch (OperationCanceledException) when (expiry.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new CardReadResult.Faulted(CardFault.Timeout, $"The card was not read within {profile.ReadDeadline.TotalMilliseconds:0} ms.");
        }
    }

    private static CardReadResult ToResult(CardException exception) => exception switch
    {
        CardRemovedException => new CardReadResult.Removed(Swapped: false),
        CardSwappedException => new CardReadResult.Removed(Swapped: true),
        CardTimeoutException => new CardReadResult.Faulted(CardFault.Timeout, exception.Message),
        CardKeyException unusable => new CardReadResult.Faulted(CardFault.UnusableKey, exception.Message) { Certificate = unusable.Certificate },
        CardNotPersonalisedException => new CardReadResult.Faulted(CardFault.NotPersonalised, exception.Message),
        CardMalformedException => new CardReadResult.Faulted(CardFault.Malformed, exception.Message),
        _ => new CardReadResult.Faulted(CardFault.Reader, exception.Message),
    };

    private async ValueTask<CardReadResult> ReadWithRetryAsync(Reading reading, CancellationToken cancellationToken)
    {
        await DelayAsync(reading.Profile.SettleTime - time.GetElapsedTime(reading.Arrival.Timestamp), cancellationToken);
        try
        {
            return await ReadOnceAsync(reading, cancellationToken);
        }
        catch (CardFaultException)
        {
            await DelayAsync(reading.Profile.SettleTime, cancellationToken);
        }

        try
        {
            return await ReadOnceAsync(reading, cancellationToken);
        }
        catch (CardFaultException exception) when (!reading.HasAnswered && reader.State is ReaderState.CardPresent)
        {
            // Two cards answer over each other, and the reader hears neither.
            return new CardReadResult.Faulted(CardFault.TwoInField, exception.Message);
        }
    }

    private async ValueTask DelayAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        if (span > TimeSpan.Zero)
        {
            await Task.Delay(span, time, cancellationToken);
        }
    }

    private ValueTask<CardReadResult> ReadOnceAsync(Reading reading, CancellationToken cancellationToken) =>
        reader.ConverseAsync(reading.Arrival, connection => ConverseAsync(connection, reading, cancellationToken), cancellationToken);

    private async ValueTask<CardReadResult> ConverseAsync(ICardConnection connection, Reading reading, CancellationToken cancellationToken)
    {
        var piv = new PivApplication(new ApduChannel(connection, reading.Deadline), reading.Profile);
        var application = await piv.SelectAsync(cancellationToken);
        reading.HasAnswered = true;
        if (application is null)
        {
            return new CardReadResult.Unsupported();
        }

        var evidence = await CollectAsync(piv, application.Value, reading, cancellationToken);
        reading.Listener.EvidenceRead(evidence);

        // An answer counts only for the card that lies here without interruption since it arrived.
        return await connection.IsSamePresenceAsync(cancellationToken)
            ? new CardReadResult.Read(evidence)
            : new CardReadResult.Removed(Swapped: reader.State is ReaderState.CardPresent);
    }

    private async ValueTask<CardEvidence> CollectAsync(
        PivApplication piv, ApplicationIdentifier application, Reading reading, CancellationToken cancellationToken)
    {
        var certificate = await piv.ReadCertificateAsync(cancellationToken);
        var key = KeyOf(certificate, reading.Profile);
        var chuid = reading.Profile.ReadsChuid ? await piv.ReadChuidAsync(cancellationToken) : null;
        reading.Listener.CertificateRead(certificate, chuid);
        var challenge = challenges.Next();
        var answer = await piv.AuthenticateAsync(key, challenge.Digest(certificate.Span, key.HashAlgorithm), cancellationToken);
        return new CardEvidence(application, certificate, challenge, key.Algorithm, answer, chuid);
    }

    private static CertificateKey KeyOf(ReadOnlyMemory<byte> certificate, CardReadingProfile profile)
    {
        try
        {
            var key = CertificateKey.Read(certificate.Span);
            return profile.KeyAlgorithms.Contains(key.Algorithm)
                ? key
                : throw new CardKeyException($"The profile does not allow the certificate's key algorithm {key.Algorithm:X2}.");
        }
        catch (CardKeyException exception)
        {
            throw new CardKeyException(exception.Message, exception) { Certificate = certificate };
        }
    }

    /// <summary>One card's read, over both its attempts.</summary>
    private sealed class Reading(CardArrival arrival, CardReadingProfile profile, CardReadListener listener, Deadline deadline)
    {
        public CardArrival Arrival => arrival;

        public CardReadingProfile Profile => profile;

        public CardReadListener Listener => listener;

        public Deadline Deadline => deadline;

        public bool HasAnswered { get; set; }
    }
}
