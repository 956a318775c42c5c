namespace Kiosk.Ui.Screens;

/// <summary>What kind of meeting figures are about, as far as the words about it differ.</summary>
public enum MeetingForm
{
    /// <summary>Delegates and guests.</summary>
    AsInvited = 0,

    /// <summary>Members.</summary>
    CellMeeting,

    /// <summary>Members; the congress announces the official figures.</summary>
    MemberCongress,

    /// <summary>Delegates; the congress announces the official figures.</summary>
    DelegateCongress,

    /// <summary>Members of a committee.</summary>
    CommitteeMeeting,
}
