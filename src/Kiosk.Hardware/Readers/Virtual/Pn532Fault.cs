namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>What an emulated PN532 does wrong with one command, or the wire with its answer.</summary>
public enum Pn532Fault
{
    None = 0,

    /// <summary>The command is lost: neither acknowledged nor carried out.</summary>
    LoseCommand,

    /// <summary>The command is carried out, and its acknowledgement is lost.</summary>
    LoseAcknowledgement,

    /// <summary>The command is refused with NACK.</summary>
    AskForRepeat,

    /// <summary>The command is acknowledged and never answered.</summary>
    StaySilent,

    /// <summary>One bit of the answer is flipped; asked for it again, the chip sends it right.</summary>
    FlipBit,

    /// <summary>The last bytes of the answer are lost; asked for it again, the chip sends it right.</summary>
    BreakOff,

    /// <summary>Noise comes before the acknowledgement and before the answer.</summary>
    MakeNoise,

    /// <summary>The command is answered with the error frame.</summary>
    AnswerWithError,

    /// <summary>The command is acknowledged and answered with a status of failure: the radio failed.</summary>
    FailRadio,

    /// <summary>The chip restarts in the midst of the command, as after a dip of its supply.</summary>
    Restart,
}
