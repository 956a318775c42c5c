using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;

namespace Kiosk.Cards;

/// <summary>Reads one card from arrival to evidence, within one presence and one deadline.</summary>
public sealed class CardSession(ICardReader reader, ChallengeSource challenges, TimeProvider time)
{
    /// <summary>The time after arrival during which a card counts as still being placed.</summary>
    public static readonly TimeSpan EarlyPresence = TimeSpan.FromMilliseconds(300);

    private const int MaxFaults = 1;
    private const int MaxRemovals = 3;

    // Times the retry pause: the absence after which a card counts as a new tap.
    private const int MaxLooks = 6;

    /// <summary>
    /// Collects the evidence, all of it within one presence. A reader fault, or a card that never answered, is retried once; a card removed within
    /// <see cref="EarlyPresence"/> is read again when it returns. Data from failed attempts is zeroed.
    /// </summary>
    /// <exception cref="RandomSourceException">No fresh challenge could be generated; the terminal must go out of service.</exception>
    public async ValueTask<CardReadResult> ReadAsync(CardArrival arrival, CardReadingProfile profile, CancellationToken cancellationToken)
    {
        if (arrival.AnswerToReset.IsStorageCard)
        {
            return new CardReadResult.Unsupported();
        }

        using var expiry = new CancellationTokenSource(profile.ReadDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        try
        {
            return await ReadWithRetryAsync(new Reading(arrival, profile, new Deadline(time, profile.ReadDeadline)), either.Token);
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
        await DelayAsync(reading.Profile.SettleTime - Age(reading), cancellationToken);
        while (true)
        {
            try
            {
                return await ReadOnceAsync(reading, cancellationToken);
            }
            catch (CardException exception) when (IsReaderInOrder && MayTryAgain(reading, exception))
            {
                if (!await FindAgainAsync(reading, cancellationToken))
                {
                    return exception is CardTimeoutException ? ToResult(exception) : new CardReadResult.Removed(Swapped: false);
                }
            }
            catch (CardFaultException exception) when (!reading.HasAnswered && reader.State is ReaderState.CardPresent)
            {
                // Two cards answer at once, and the reader can read neither.
                return new CardReadResult.Faulted(CardFault.TwoInField, exception.Message);
            }
        }
    }

    private bool IsReaderInOrder => reader.State is ReaderState.Ready or ReaderState.CardPresent;

    private TimeSpan Age(Reading reading) => time.GetElapsedTime(reading.Arrival.Timestamp);

    /// <summary>
    /// A radio fault, or a card that never answered, is retried once at any time. A card lost during <see cref="EarlyPresence"/> is retried more often,
    /// without telling anyone: it is still being placed.
    /// </summary>
    private bool MayTryAgain(Reading reading, CardException exception) => exception switch
    {
        CardFaultException => reading.MayOverlookFault(),
        CardTimeoutException => !reading.HasAnswered && reading.MayOverlookFault(),
        CardRemovedException => Age(reading) < EarlyPresence && reading.MayOverlookRemoval(),
        _ => false,
    };

    /// <summary>Waits until the card is back in the field, for as long as it would not count as a new tap.</summary>
    private async ValueTask<bool> FindAgainAsync(Reading reading, CancellationToken cancellationToken)
    {
        for (var look = 0; look < MaxLooks; look++)
        {
            await DelayAsync(reading.Profile.RetryPause, cancellationToken);
            if (reader.FindAgain(reading.Arrival) is { } found)
            {
                reading.Arrival = found;
                return true;
            }
        }

        return false;
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

        var evidence = await new PivCollector(piv, challenges, time).CollectAsync(application.Value, reading.Profile, cancellationToken);
        var isSame = false;
        try
        {
            // The answer is valid only if the card has stayed in the field since it arrived.
            isSame = await connection.IsSamePresenceAsync(cancellationToken);
        }
        finally
        {
            if (!isSame)
            {
                evidence.Erase();
            }
        }

        return isSame ? new CardReadResult.Read(evidence)
            : Age(reading) < EarlyPresence
            ? throw new CardRemovedException("The card did not lie still while it was read.")
            : new CardReadResult.Removed(Swapped: reader.State is ReaderState.CardPresent);
    }

    /// <summary>The state of one card's read across its attempts.</summary>
    private sealed class Reading(CardArrival arrival, CardReadingProfile profile, Deadline deadline)
    {
        private int faults;
        private int removals;

        public CardArrival Arrival { get; set; } = arrival;

        public CardReadingProfile Profile => profile;

        public Deadline Deadline => deadline;

        public bool HasAnswered { get; set; }

        public bool MayOverlookFault() => faults++ < MaxFaults;

        public bool MayOverlookRemoval() => removals++ < MaxRemovals;
    }
}
