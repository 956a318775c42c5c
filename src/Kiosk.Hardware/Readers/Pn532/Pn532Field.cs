using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>One connection to the chip and the state of its field. Used on the <see cref="Pn532Thread"/>.</summary>
/// <param name="changed">Called on every change.</param>
internal sealed class Pn532Field(Pn532Chip chip, Pn532Presence presence, Pn532ReaderOptions options, TimeProvider time, Action<Pn532Field> changed)
{
    public Pn532Chip Chip => chip;

    public Pn532Presence Presence => presence;

    /// <summary>The card in the field.</summary>
    /// <exception cref="CardRemovedException">The field is empty.</exception>
    public Pn532Target Target => presence.Target ?? throw new CardRemovedException("The card left the field.");

    /// <summary>Polls once whether the card is still there, or one has arrived.</summary>
    /// <returns>The arrival, if it is a new tap.</returns>
    public CardArrival? Look(CancellationToken cancellationToken)
    {
        if (presence.Target is { } lying)
        {
            if (lying.HasApdus && chip.IsThere(lying, cancellationToken))
            {
                return null;
            }

            // It does not answer its activation; perhaps it answers a new one.
            chip.CutPower(cancellationToken);
        }

        return See(chip.Find(cancellationToken));
    }

    /// <summary>After a conversation: resets the card; its presence continues if it is still there.</summary>
    /// <inheritdoc cref="Look"/>
    public CardArrival? EndTap(CancellationToken cancellationToken)
    {
        chip.CutPower(cancellationToken);
        var found = chip.Find(cancellationToken);
        if (found is null || presence.Target is not { } before || found.IsOtherThan(before))
        {
            return See(found);
        }

        presence.SawAgain(found);
        return null;
    }

    /// <summary>Finds out why the card gave no answer: checks whether it or another is there.</summary>
    /// <exception cref="DeviceFaultException">The chip failed.</exception>
    public CardException CauseOf(Pn532Status status, int length, CancellationToken cancellationToken)
    {
        if (status.IsChipInTrouble)
        {
            throw new DeviceFaultException(options.Device, $"The PN532 at {options.Device} switches its field off: status {status}.");
        }

        var before = Target;
        chip.CutPower(cancellationToken);
        var found = chip.Find(cancellationToken);
        See(found);
        return found switch
        {
            null => new CardRemovedException("The card left the field in the midst of a command."),
            _ when found.IsOtherThan(before) => new CardSwappedException("The card left the field in the midst of a command, and another one lies there."),
            _ when status.IsSuccess => new CardMalformedException($"The card answers with {length} bytes, fewer than a status word has."),
            _ => new CardFaultException($"The PN532 at {options.Device} could not talk to the card: status {status}."),
        };
    }

    private CardArrival? See(Pn532Target? found)
    {
        var now = time.GetTimestamp();
        var isTap = false;
        if (found is null)
        {
            presence.SawNothing(now);
        }
        else if (presence.Target is { HasApdus: false } storage && !found.IsOtherThan(storage))
        {
            // A card without APDUs is searched for each time.
            presence.SawAgain(found);
        }
        else
        {
            isTap = presence.SawNew(found);
        }

        changed(this);
        return isTap ? new CardArrival(Pn532Reader.NameOf(options), ContactlessAtr.Of(found!), presence.Number!.Value, now) : null;
    }
}
