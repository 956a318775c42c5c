namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>A fault of an emulated PN532 in one command, or of the wire in its answer.</summary>
public enum Pn532Fault
{
    None = 0,

    /// <summary>The command is lost: neither acknowledged nor executed.</summary>
    LoseCommand,

    /// <summary>The command is executed, and its acknowledgement is lost.</summary>
    LoseAcknowledgement,

    /// <summary>The command is refused with NACK.</summary>
    AskForRepeat,

    /// <summary>The command is acknowledged and never answered.</summary>
    StaySilent,

    /// <summary>One bit of the answer is flipped; when asked again, the chip sends it correctly.</summary>
    FlipBit,

    /// <summary>The last bytes of the answer are lost; when asked again, the chip sends it correctly.</summary>
    BreakOff,

    /// <summary>Noise precedes the acknowledgement and the answer.</summary>
    MakeNoise,

    /// <summary>The command is answered with the error frame.</summary>
    AnswerWithError,

    /// <summary>The command is acknowledged and answered with a status of failure: the radio failed.</summary>
    FailRadio,

    /// <summary>The chip restarts during the command, as after a supply dip.</summary>
    Restart,
}
